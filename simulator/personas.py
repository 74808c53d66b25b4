"""Scripted people: each takes a phone over and answers what is on its screen, by chance and habit.

A habit is a row of `HABITS`: how fast somebody is, and what they do when it is their turn. What
they do is decided when they do it, from what their screen shows then. A habit that is everybody's
but for one thing does that thing and leaves the rest to `sensible`.
"""

from collections.abc import Mapping, Sequence

from core.duration import DAY, HOUR
from simulator.mind import Habit, Mind, asks, greets, option, sensible
from simulator.phone import Action, Block, Edit, Phone, Repeat, SendMedia, Type, Unblock

LATIN_DARIJA: Mapping[str, str] = {
    "mentee": "bghit nt3awen",
    "accept": "ah",
    "confirm": "ah",
    "sign": "iyeh",
    "home": "casa",
    "trade": "khayata",
}
"""What somebody who writes Darija types for an option or a step, where they use words."""

WRONG = ("???", "tttt", "je sais pas trop", "99", "واش؟")
"""What nobody can take for an answer."""

SWITCHES = {"fr": "العربية", "ar": "english", "en": "français"}
STOPS = {"fr": "STOP", "ar": "توقف", "en": "stop"}
BACKS = {"fr": "retour", "ar": "رجوع", "en": "back"}
CHANGES = {"fr": "changer", "ar": "تغيير", "en": "change"}
ERASES = {"fr": "effacer mes données", "ar": "حذف معطياتي", "en": "delete my data"}
KEEPS = {"fr": "garder", "ar": "احتفاظ", "en": "keep"}
PAUSES = {"fr": "pause", "ar": "استراحة", "en": "break"}
ASKS = {"fr": "qui êtes-vous", "ar": "من أنتم", "en": "who are you"}


def _never(mind: Mind, phone: Phone) -> Sequence[Action]:
    return greets(mind, phone) or ()


def _drifts(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Stops answering in the middle, and goes on at the first or second reminder."""
    last = next(phone.bubbles(), None)
    nudged = last is not None and last.message.parts[0].key == "common-nudge"
    if mind.count("asked") == 6:
        mind.memory["tired"] = mind.chance.randint(1, 2)
    if mind.memory.get("tired", 0) > 0:
        if not nudged:
            return ()
        mind.memory["tired"] -= 1
        if mind.memory["tired"]:
            return ()
    return sensible(mind, phone)


def _wrong_first(mind: Mind, phone: Phone) -> Sequence[Action]:
    asked = phone.question()
    if asked is not None and not asked.step.startswith("@") and mind.once(f"wrong {asked.step}"):
        if asked.step in {"name", "goal"}:
            return (Type("x" * 300),)
        return (Type(mind.chance.choice(WRONG)),)
    return sensible(mind, phone)


def _darija(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Darija in Latin letters wherever words will do."""
    if next(phone.bubbles(), None) is None:
        return (
            Type(mind.chance.choice(("salam, bghit nsjel f lbarnamaj", "slm labas, chno hada"))),
        )
    asked = phone.question()
    if asked is not None and asked.flow == "onboarding":
        if asked.step in LATIN_DARIJA and mind.once(asked.step):
            return (Type(LATIN_DARIJA[asked.step]),)
        options = {one.id for one in asked.part.options}
        for option in ("mentee", "accept", "confirm", "sign"):
            if option in options and mind.once(f"{asked.step} {option}"):
                return (Type(LATIN_DARIJA[option]),)
    return sensible(mind, phone)


def _switches(mind: Mind, phone: Phone) -> Sequence[Action]:
    if mind.count("asked") == 5:
        return (Type(SWITCHES[mind.person.language]),)
    return sensible(mind, phone)


def _voice(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Voice notes only; some find the numbers after a while."""
    if next(phone.bubbles(), None) is None:
        return (SendMedia("voice"),)
    if mind.count("spoken") <= 3:
        return (SendMedia(mind.chance.choice(("voice", "voice", "image", "location"))),)
    if mind.chance.random() < 0.4:
        mind.memory["gone"] = 1
    return sensible(mind, phone)


def _stops(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Says STOP in the middle; every second one comes back with START after some days."""
    seen = mind.count("asked")
    if seen == 7:
        if mind.chance.random() < 0.5:
            mind.wait = mind.chance.randint(5, 40) * DAY
        else:
            mind.memory["gone"] = 1
        return (Type(STOPS[mind.person.language]),)
    if seen == 8:
        return (Type("START"),)
    return sensible(mind, phone)


def _returns(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Goes away for most of a year in the middle of everything, then says hello."""
    if mind.count("asked") < 6:
        return sensible(mind, phone)
    if mind.once("away"):
        mind.wait = mind.memory.get("days", 300) * DAY
        return ()
    return (Type(mind.person.greeting),) if mind.once("back") else sensible(mind, phone)


def _corrects(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Changes an answer while answering, and another at the end."""
    asked = phone.question()
    if asked is not None and asked.step in {"pledge", "review"} and mind.once("changed at the end"):
        return (option(phone, asked, "change"),)
    if asked is not None and asked.step == "@change":
        return (Type(str(mind.chance.randint(1, max(1, len(asked.part.options) - 1)))),)
    if mind.count("asked") == 7:
        return (Type(CHANGES[mind.person.language]),)
    return sensible(mind, phone)


def _goes_back(mind: Mind, phone: Phone) -> Sequence[Action]:
    if mind.count("asked") in {5, 6, 10}:
        return (Type(BACKS[mind.person.language]),)
    return sensible(mind, phone)


def _doubles(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Everything twice: by the provider, or by an impatient thumb."""
    acts = sensible(mind, phone)
    if not acts:
        return ()
    again: Action = Repeat() if mind.chance.random() < 0.7 else acts[0]
    return (*acts, again)


def _floods(mind: Mind, phone: Phone) -> Sequence[Action]:
    if mind.count("asked") == 4:
        return tuple(Type(f"{word} ?") for word in ("allo", "hé", "oh") for _ in range(12))
    return sensible(mind, phone)


def _refuses(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Says no to the consent; one in three asks to read more first, one in four comes back."""
    asked = asks(phone, "consent", "informed")
    if asked is not None and not mind.memory.get("forgiven"):
        if asked.step == "consent" and mind.chance.random() < 0.33:
            return (option(phone, asked, "more"),)
        if mind.chance.random() < 0.25:
            mind.wait = mind.chance.randint(2, 20) * DAY
            mind.memory["forgiven"] = 1
        else:
            mind.memory["gone"] = 1
        return (option(phone, asked, "refuse"),)
    if mind.memory.get("forgiven") and mind.once("again"):
        return (Type(mind.person.greeting),)
    return sensible(mind, phone)


def _young(mind: Mind, phone: Phone) -> Sequence[Action]:
    if asks(phone, "born"):
        return (Type("2006"),)
    asked = asks(phone, "role")
    return (option(phone, asked, "mentee"),) if asked else sensible(mind, phone)


def _blocks(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Closes the door in the middle; one in three opens it again after some days."""
    if phone.blocked:
        mind.memory["gone"] = 1
        return (Unblock(), Type(mind.person.greeting))
    if mind.count("asked") == 8:
        if mind.chance.random() < 0.33:
            mind.wait = mind.chance.randint(3, 30) * DAY
        else:
            mind.memory["gone"] = 1
        return (Block(),)
    return sensible(mind, phone)


def _erases(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Asks to be forgotten after some answers; one in three takes it back."""
    asked = phone.question()
    if asked is not None and asked.flow == "erase":
        if mind.chance.random() < 0.33:
            mind.wait = mind.chance.randint(1, 40) * HOUR
            mind.memory["keep"] = 1
        else:
            mind.memory["gone"] = 1
        return (option(phone, asked, "yes"),)
    if mind.memory.pop("keep", 0):
        return (Type(KEEPS[mind.person.language]),)
    if mind.count("asked") == 9:
        return (Type(ERASES[mind.person.language]),)
    return sensible(mind, phone)


def _wonders(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Wants to know who is speaking before anything else, and what becomes of the answers."""
    asked = asks(phone, "consent")
    if asked and mind.once("who"):
        return (Type(ASKS[mind.person.language]),)
    if asked and mind.once("more"):
        return (option(phone, asked, "more"),)
    return sensible(mind, phone)


def _rests(mind: Mind, phone: Phone) -> Sequence[Action]:
    if mind.count("asked") == 10:
        return (Type(PAUSES[mind.person.language]),)
    return sensible(mind, phone)


def _edits(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Corrects what was written where the channel lets it be seen."""
    if mind.count("asked") == 6 and phone.channel == "telegram" and phone.typed():
        return (Edit(f"{phone.typed()} !"),)
    return sensible(mind, phone)


HABITS: Mapping[str, Habit] = {
    habit.name: habit
    for habit in (
        Habit("quick", "answers within minutes", 22, (1, 3), sensible),
        Habit("slow", "answers once or twice a day", 9, (300, 900), sensible),
        Habit("silent", "says hello and never answers", 7, (1, 5), _never),
        Habit("drifts", "stops in the middle, goes on when reminded", 9, (1, 20), _drifts),
        Habit("wrong", "answers everything wrongly first", 5, (1, 4), _wrong_first),
        Habit("darija", "writes Darija in Latin letters", 8, (1, 6), _darija),
        Habit("switches", "changes language in the middle", 4, (1, 5), _switches),
        Habit("voice", "sends voice notes", 4, (1, 10), _voice),
        Habit("stops", "says STOP, and may come back with START", 4, (1, 5), _stops),
        Habit("returns", "comes back after 300 days", 4, (1, 5), _returns),
        Habit("corrects", "changes answers", 4, (1, 5), _corrects),
        Habit("back", "goes back to former questions", 3, (1, 5), _goes_back),
        Habit("doubles", "sends everything twice", 3, (1, 4), _doubles),
        Habit("floods", "writes thirty messages at once", 2, (1, 4), _floods),
        Habit("refuses", "says no to the consent", 3, (1, 10), _refuses),
        Habit("young", "is too young", 2, (1, 5), _young),
        Habit("blocks", "blocks the assistant", 2, (1, 5), _blocks),
        Habit("erases", "asks to be forgotten", 2, (1, 5), _erases),
        Habit("wonders", "asks who we are first", 1, (1, 5), _wonders),
        Habit("rests", "takes a break", 1, (1, 5), _rests),
        Habit("edits", "edits messages", 1, (1, 5), _edits),
    )
}
