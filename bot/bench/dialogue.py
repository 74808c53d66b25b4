"""The conversation that every contender of `mem bench turns` plays: five questions, six messages.

Plain values only, so that the peers' process loads none of the product.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CHANNEL, ACCOUNT = "telegram", "42"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, and the wordings of its options; without options, own words."""

    id: str
    words: str
    options: Mapping[str, tuple[str, ...]]


QUESTIONS = (
    Question("name", "Comment vous appelez-vous ?", {}),
    Question(
        "role",
        "Que souhaitez-vous être ?\n1. mentor\n2. mentoré\n3. les deux",
        {"mentor": ("mentor",), "mentee": ("mentoré",), "both": ("les deux",)},
    ),
    Question(
        "sector",
        "Dans quel secteur ?\n1. agriculture\n2. finance\n3. tourisme\n4. textile",
        {
            "agriculture": ("agriculture",),
            "finance": ("finance",),
            "tourism": ("tourisme",),
            "textile": ("textile",),
        },
    ),
    Question("goal", "Quel est votre objectif, en une phrase ?", {}),
    Question(
        "sure", "Est-ce juste ?\n1. oui\n2. non", {"yes": ("oui", "yes"), "no": ("non", "no")}
    ),
)

OPENING = "Bonjour"
THANKS = "Merci, c'est noté."
AGAIN = "Je n'ai pas compris."
REPLIES = (*(question.words for question in QUESTIONS), THANKS)
"""What a person reads, in order."""


def name_of(person: int) -> str:
    """A name of letters that belongs to this person alone, so that mixed-up answers show."""
    letters = []
    rest = person
    for _ in range(4):
        rest, letter = divmod(rest, 26)
        letters.append(chr(ord("a") + letter))
    return f"Amal {''.join(reversed(letters)).capitalize()}"


def texts(person: int) -> tuple[str, ...]:
    """What this person writes, in order."""
    return (OPENING, name_of(person), "2", "Finance", "Lancer ma marque au Maroc", "oui")


def onboarding(person: int) -> tuple[str, ...]:
    """What a mentee in Casablanca writes to be onboarded: consent, role, name, home and so on."""
    return (OPENING, "1", "1", name_of(person), "casa", "1", "2", "1, 2", "1", "1998", "3, 4", "1",
            "1")  # fmt: skip


def answers(person: int) -> dict[str, str]:
    """What must be known of the person in the end."""
    return {
        "name": name_of(person),
        "role": "mentee",
        "sector": "finance",
        "goal": "Lancer ma marque au Maroc",
        "sure": "yes",
    }


def update(person: int, number: int, text: str) -> str:
    """The person's message as Telegram posts it: the body of one update."""
    who = {"id": 600_000_000 + person, "first_name": "Amal", "last_name": "Idrissi"}
    return json.dumps(
        {
            "update_id": person * 100 + number,
            "message": {
                "message_id": number + 1,
                "from": {**who, "is_bot": False, "language_code": "fr"},
                "chat": {**who, "type": "private"},
                "date": 1_790_000_000 + number,
                "text": text,
            },
        },
        ensure_ascii=False,
    )


def updates(people: int) -> Iterator[tuple[int, int, str]]:
    """(person, number, body) of all messages in the order of arrival: everybody's first, then on."""
    for number in range(len(texts(0))):
        for person in range(people):
            yield person, number, update(person, number, texts(person)[number])
