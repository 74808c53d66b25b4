"""What people decide between two: whom they choose, whom they accept, how they work together.

A manner is a row of `MANNERS` and says nothing about how somebody writes, which is their habit: each
person has one manner for each side of the programme. It looks only at the screen, and answers with
None where everybody would do the same.
"""

import random
from collections.abc import Mapping, Sequence

from core.conversation.run import ABOUT
from core.duration import DAY, HOUR
from simulator.mind import Decision, Manner, Mind, Stage, option, typed
from simulator.phone import Action, Phone, Question, Type

PAUSES = {"fr": "pause", "ar": "استراحة", "en": "break"}
ERASES = {"fr": "effacer mes données", "ar": "حذف معطياتي", "en": "delete my data"}
PARTS = {"fr": "terminer le mentorat", "ar": "إنهاء المواكبة", "en": "end the mentoring"}
FINISHES = {"fr": "objectifs atteints", "ar": "تحققت الأهداف", "en": "goals reached"}
RESTS = {"fr": "pause du mentorat", "ar": "استراحة من المواكبة", "en": "pause the mentoring"}
WRITES = {"fr": "écrire à mon binôme", "ar": "رسالة إلى شريكي", "en": "write to my partner"}
CONTACTS = {"fr": "coordonnées", "ar": "معلومات الاتصال", "en": "contact details"}
SIGNS = {"fr": "accord", "ar": "الاتفاق", "en": "agreement"}
RESULTS = {"fr": "annoncer un résultat", "ar": "الإعلان عن نتيجة", "en": "report a result"}
STORIES = {"fr": "mon histoire", "ar": "قصتي", "en": "my story"}
STATUS = {"fr": "mon mentorat", "ar": "توجيهي", "en": "my mentoring"}


def _as_all(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    return None


def _never(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """Reads and never answers."""
    return ()


def _picking(step: str, *options: str) -> Decision:
    """Takes this option at this step, the next one the next time, and then does as all do."""

    def decide(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
        if asked is None or asked.step != step:
            return None
        time = mind.count(f"{asked.flow} {step}") - 1
        if time >= len(options) or all(one.id != options[time] for one in asked.part.options):
            return None
        return (option(phone, asked, options[time]),)

    return decide


def _declines(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    if asked is not None and asked.step == "decision":
        return (option(phone, asked, "decline"),)
    return None


def _postpones(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    if asked is not None and asked.step == "decision":
        return (option(phone, asked, "not_now"),)
    return None


def _says(words: Mapping[str, str], stays: bool) -> Decision:
    """Answers a request with a word of their own about the whole programme, once."""

    def decide(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
        if asked is None or not mind.once("said"):
            return None
        if not stays:
            mind.memory["leaving"] = 1
        return (Type(words[mind.person.language]),)

    return decide


def _waits(days: tuple[int, int]) -> Decision:
    """Answers, but lets some days go by before the first question of a flow; a reminder of it, or
    the same question about other times, does not make them wait anew.
    """

    def decide(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
        if asked is None:
            return None
        # The agreement is one matter, in whichever of its flows it is asked about.
        matter = f"{asked.flow.partition('_')[0]} {asked.part.facts.get(ABOUT, '')}"
        put = f"{matter} {asked.part.token.partition('.')[0]}"
        if mind.memory.pop(f"waits {matter}", 0):
            mind.memory[put] = 1
            return None
        if mind.once(put):
            mind.memory[f"waits {matter}"] = 1
            mind.wait = mind.chance.randint(*days) * DAY + mind.chance.randint(0, 8) * HOUR
            return ()
        return None

    return decide


def _asks_where(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """Wants to know where the request stands before answering."""
    if asked is not None and mind.once("where"):
        return (Type(STATUS[mind.person.language]),)
    return None


def _falls_silent(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """Begins like everybody, and after some answers never answers the pair again."""
    if mind.memory.setdefault("patience", mind.chance.randint(3, 12)) <= mind.count("paired"):
        return ()
    return None


def _counters(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """None of the times suits: proposes another one in words, at most twice."""
    if asked is not None and asked.flow == "times" and mind.count("times") <= 2:
        return (typed(mind, asked),)
    return None


def _rewords(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """Differs about the agreement, and insists once."""
    if asked is not None and asked.step in {"rhythm", "purpose", "terms"}:
        return (option(phone, asked, asked.part.options[-1].id),)
    return _picking("choice", "insist")(mind, phone, asked)


def _talks_first(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """Has a question before signing; signs when asked again."""
    if asked is None or asked.step != "confidentiality" or not mind.once("asked before"):
        return None
    mind.memory["waits for a call"] = 1
    return (option(phone, asked, "talk"),)


def _reports(*options: str) -> Decision:
    """Says this of each meeting."""

    def decide(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
        if asked is None:
            return None
        shown = {one.id for one in asked.part.options}
        found = next((one for one in options if one in shown), None)
        return None if found is None else (option(phone, asked, found),)

    return decide


def _instead(flow: str, words: Mapping[str, str], times: tuple[int, int]) -> Decision:
    """Says something else instead of answering, once, when asked for the so many-th time."""

    def decide(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
        if asked is None or asked.flow != flow or mind.memory.get("said instead"):
            return None
        due = mind.memory.setdefault("instead", mind.chance.randint(*times))
        if mind.count("before instead") < due:
            return None
        mind.memory["said instead"] = 1
        return (Type(words[mind.person.language]),)

    return decide


def _regrets(mind: Mind, phone: Phone, asked: Question | None) -> Sequence[Action] | None:
    """Lets what changed be told, and takes that back some meetings later."""
    if asked is None:
        return None
    if asked.step == "tell":
        return (option(phone, asked, "no" if mind.memory.get("regrets") else "yes"),)
    if asked.flow == "report" and mind.memory.get("said instead"):
        if mind.count("since then") >= 4 and mind.once("regrets"):
            return (Type(STORIES[mind.person.language]),)
        return None
    return _instead("report", RESULTS, (1, 3))(mind, phone, asked)


MANNERS: Mapping[str, Manner] = {
    manner.name: manner
    for manner in (
        Manner("accepts", "mentor", "a mentor who says yes", 50, _as_all),
        Manner("asks-first", "mentor", "a mentor who asks a question first", 16,
               _picking("decision", "question")),
        Manner("declines", "mentor", "a mentor who declines, with a reason", 12, _declines),
        Manner("unreachable", "mentor", "a mentor who never answers a request", 8, _never),
        Manner("not-now", "mentor", "a mentor who says: not now", 5, _postpones),
        Manner("last-minute", "mentor", "a mentor who answers after two or three days", 5,
               _waits((2, 3))),
        Manner("pauses", "mentor", "a mentor who pauses when asked", 2, _says(PAUSES, stays=True)),
        Manner("leaves", "mentor", "a mentor who leaves when asked", 2, _says(ERASES, stays=False)),
        Manner("chooses", "mentee", "a mentee who chooses at once", 56, _as_all),
        Manner("browses", "mentee", "a mentee who asks for others first", 12,
               _picking("choice", "others")),
        Manner("picky", "mentee", "a mentee to whom none is right at first", 10,
               _picking("choice", "none")),
        Manner("hesitates", "mentee", "a mentee who takes days to choose and to write", 10,
               _waits((1, 5))),
        Manner("later", "mentee", "a mentee who says: later", 4, _picking("choice", "later")),
        Manner("wonders-where", "mentee", "a mentee who asks where the request stands", 4,
               _asks_where),
        Manner("undecided", "mentee", "a mentee who never chooses", 4, _never),
        Manner("works", "pair", "answers whatever the pair asks", 24, _as_all),
        Manner("announces", "pair", "says what came of it, and may be told of", 7,
               _instead("report", RESULTS, (2, 6))),
        Manner("regrets", "pair", "lets it be told, and takes that back", 3, _regrets),
        Manner("takes-days", "pair", "answers the pair after a day or two", 12, _waits((1, 2))),
        Manner("other-times", "pair", "proposes times of their own", 7, _counters),
        Manner("other-terms", "pair", "wants another agreement and insists once", 4, _rewords),
        Manner("asks-before", "pair", "has a question before signing", 3, _talks_first),
        Manner("fades", "pair", "falls silent in the middle", 8, _falls_silent),
        Manner("silent-partner", "pair", "never answers the pair", 6, _never),
        Manner("misses", "pair", "does not come to meetings, and says so", 3,
               _reports("i_missed", "missed", "not_held")),
        Manner("contradicts", "pair", "remembers meetings differently", 3,
               _reports("they_missed", "not_held")),
        Manner("breaks", "pair", "pauses the pair for a while", 3,
               _instead("checkin", RESTS, (1, 6))),
        Manner("stands-back", "pair", "takes a break from the programme", 2,
               _instead("times", PAUSES, (1, 3))),
        Manner("parts", "pair", "ends it early, nobody’s fault", 5,
               _instead("checkin", PARTS, (2, 9))),
        Manner("chats", "pair", "writes to the other through the assistant", 5,
               _instead("report", WRITES, (1, 3))),
        Manner("shares", "pair", "wants to share contact details", 4,
               _instead("report", CONTACTS, (1, 2))),
        Manner("finishes", "pair", "reaches the goals early and closes", 6,
               _instead("report", FINISHES, (6, 14))),
    )
}  # fmt: skip
"""Shares are of a hundred who have that stage before them."""

ANSWERING = frozenset(
    {
        "works",
        "announces",
        "regrets",
        "takes-days",
        "other-times",
        "other-terms",
        "asks-before",
        "contradicts",
        "parts",
        "finishes",
        "breaks",
    }
)
"""Manners of people who answer what their pair asks, and come to the meetings."""

STEADY = frozenset(
    {"quick", "wrong", "darija", "switches", "corrects", "back", "doubles", "wonders", "edits"}
)
"""Habits of people who stay and read what they get."""


def answers(mind: Mind) -> bool:
    """Whether somebody answers what their pair asks, for as long as it lasts."""
    manner = mind.manners.get("pair")
    willing = manner is None or manner.name in ANSWERING
    return willing and mind.habit.name in STEADY and not mind.memory.get("leaving")


def after_a_call(mind: Mind, kind: str) -> Action | None:
    """What somebody does once the team has called them because of an alert of this kind: whoever
    wanted to ask before signing goes back to the agreement.
    """
    manner = mind.manners.get("pair")
    asked = manner is not None and manner.name == "asks-before" and kind == "human"
    if not asked or mind.memory.get("gone") or not mind.memory.pop("waits for a call", 0):
        return None
    return Type(SIGNS[mind.person.language])


def draw(chance: random.Random) -> dict[Stage, Manner]:
    """One manner for each stage, by their shares."""
    drawn: dict[Stage, Manner] = {}
    for stage in ("mentor", "mentee", "pair"):
        rows = [one for one in MANNERS.values() if one.stage == stage]
        (drawn[stage],) = chance.choices(rows, [one.share for one in rows])
    return drawn
