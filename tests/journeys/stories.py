"""What members say in a whole onboarding: question by question, in three languages."""

from collections.abc import Mapping, Sequence

from tests.journeys.phone import Phone, words_of

HELLO = {"fr": "Bonjour", "ar": "السلام عليكم", "en": "Hello, I would like a mentor"}
NAMES = {"fr": "Amal Zemmouri", "ar": "أمل الزموري", "en": "Amal Zemmouri"}
CITIES = {"fr": "casa", "ar": "الدار البيضاء", "en": "Casablanca"}
STOP = {"fr": "STOP", "ar": "توقف", "en": "unsubscribe"}

MENTEE: Sequence[tuple[str, str]] = (
    ("onboarding-consent", "1"),
    ("onboarding-role", "1"),
    ("onboarding-name", "{name}"),
    ("onboarding-home", "{city}"),
    ("onboarding-trade", "1"),
    ("onboarding-stage", "2"),
    ("onboarding-needs", "1, 2"),
    ("onboarding-languages", "1"),
    ("onboarding-born", "1998"),
    ("onboarding-times", "3, 4"),
    ("onboarding-goal", "1"),
    ("onboarding-pledge", "1"),
)
"""Each question of a mentee in Morocco, and an answer."""

MENTOR: Sequence[tuple[str, str]] = (
    ("onboarding-consent", "1"),
    ("onboarding-role", "2"),
    ("onboarding-name", "Karim Alami"),
    ("onboarding-home", "Lyon"),
    ("onboarding-kind", "3"),
    ("onboarding-trade", "1"),
    ("onboarding-offers", "1, 3"),
    ("onboarding-languages", "1"),
    ("onboarding-times", "4"),
    ("onboarding-capacity", "2"),
    ("onboarding-review", "1"),
)
"""Each question of a mentor in France."""


def onboard(phone: Phone, story: Sequence[tuple[str, str]] = MENTEE, *, hello: str = "") -> None:
    """Go through a whole onboarding, looking at every question."""
    phone.says(hello or HELLO[phone.language])
    for question, answer in story:
        phone.asked(question)
        phone.says(in_language(answer, phone.language))
    phone.asked("verdict-qualified", "complement-ready")
    phone.says("2").sees()


def in_language(answer: str, language: str) -> str:
    return answer.format(name=NAMES[language], city=CITIES[language])


def answer_up_to(phone: Phone, last: str, story: Sequence[tuple[str, str]] = MENTEE) -> None:
    """Answer until the question `last` is open."""
    phone.says(HELLO[phone.language])
    for question, answer in story:
        phone.asked(question)
        if question == last:
            return
        phone.says(in_language(answer, phone.language))


def finish(phone: Phone, answers: Mapping[str, str]) -> list[str]:
    """Answer whatever is asked until the verdict; the questions, in the order they came."""
    asked: list[str] = []
    for _ in range(30):
        text = phone.sees()
        if all(words in text for words in words_of("complement-ready", phone.language)):
            return asked
        found = [
            key for key in answers if all(words in text for words in words_of(key, phone.language))
        ]
        assert len(found) == 1, f"{found} in:\n{text}"
        (question,) = found
        asked.append(question)
        phone.says(in_language(answers[question], phone.language))
    raise AssertionError(f"never came to an end: {asked}")


PROFILE: Mapping[str, object] = {
    "state": "qualified",
    "roles": '["mentee"]',
    "country": "MA",
    "region": "06",
    "city": "casablanca",
    "timezone": "Africa/Casablanca",
    "stage": "validation",
    "intent": "launch",
    "birth_year": 1998,
    "pledge": "sign",
}
"""What MENTEE comes to, as stored."""
