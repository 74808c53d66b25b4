"""A small pure machine in place of the dialogue: each word makes one effect happen.

It counts what it hears in the talk, so that a test can see whether every message had its turn once
and in order.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.handlers.desk import Desk
from core.conversation.effects import (
    Alert,
    AskLink,
    DropTimer,
    Effect,
    Erase,
    Finish,
    Forget,
    JoinChats,
    LeaveGroup,
    Note,
    OfferLink,
    RecordConsent,
    SaveMember,
    Send,
    SetTimer,
    Silence,
    Unsilence,
)
from core.conversation.lexicon import Lexicon
from core.conversation.message import Message, Option, Part
from core.conversation.run import Run
from core.conversation.talk import Talk
from core.conversation.turn import Hints, Turn
from core.conversation.update import Blocked, Edited, Group, Ignored, Text, Token, Update
from core.duration import at
from core.mentoring.consent import Consent
from core.mentoring.member import Member
from tests.storage.rows import CHANNEL, KEY, NOW

MEMBER = Member(state="qualified", roles=("mentee",), name="Amal", timezone="Africa/Casablanca")

CONTENTS = {"/blocked": Blocked(), "/group": Group(), "/reaction": Ignored("reaction")}


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime.fromtimestamp(NOW / 1000, UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class Zones:
    """The part of a book that handlers look at themselves."""

    lexicon = Lexicon.of(moves={}, changing=(), fields={}, distress=())

    def zone(self, talk: Talk) -> str:
        return str(talk.more.get("zone", "Africa/Casablanca"))


def parse(payload: str) -> Update:
    """`words` or `words<quoted id`; a few words stand for what is not text."""
    if payload == "unparsable":
        raise ValueError(payload)
    text, _, quoted = payload.partition("<")
    now = datetime.fromtimestamp(NOW / 1000, UTC)
    content = CONTENTS.get(text, Edited(text) if text == "/edited" else Text(text))
    return Update(content, now, profile_name="Amal B", locale="fr", quoted=quoted)


def take_turn(
    talk: Talk,
    update: Update,
    *,
    book: object,
    now: datetime,
    origin: str,
    entropy: bytes,
    hints: Hints | None,
    quoted: Token | None,
) -> Turn:
    """Count the message, answer with the count, and do what its word says."""
    assert len(entropy) == 16
    heard = len(talk.agenda)
    match update.content:
        case Blocked():
            return Turn(replace(talk, stopped=True), (Silence("blocked"), Note("blocked")))
        case Group():
            return Turn(talk, (LeaveGroup(), Note("group")))
        case Ignored(reason):
            return Turn(talk, (Note(f"ignored:{reason}"),))
        case Text(text):
            word, _, rest = text.partition(" ")
        case _:
            word, rest = "edited", ""
    if word == "boom":
        raise RuntimeError(f"secret words of somebody: {text}")
    said = (*talk.agenda, Run(text, "said", 0))
    talk = replace(talk, agenda=said, language="fr")
    options = (Option("yes", "said.yes"), Option("no", "said.no"))
    part = Part(f"echo-{heard + 1}", {"text": text}, options=options, token=f"r.{heard}.said")
    before: tuple[Effect, ...] = ()
    match word:
        case "stop":
            talk, before = replace(talk, stopped=True), (Silence("stop"),)
        case "start":
            talk, before = replace(talk, stopped=False), (Unsilence(),)
        case "refuse":
            talk, before = Talk(language="fr"), (Forget(),)
        case "erase":
            before = (Erase(),)
        case "member":
            before = (SaveMember(MEMBER), Finish(said[-1], "done", {"name": "Amal"}))
            talk = replace(talk, consented=True, profile={"name": "Amal"})
        case "consent":
            before = (RecordConsent(Consent("programme", "2026-11", "fr", given=True)),)
        case "alert":
            before = (Alert(rest or "human"),)
        case "timer":
            before = (SetTimer(rest, at(NOW + 1000)),)
        case "drop":
            before = (DropTimer(rest),)
        case "offer":
            before = (OfferLink(rest),)
        case "ask":
            before, part = (AskLink(rest),), replace(part, key="link-asked")
        case "join":
            before, part = (JoinChats(rest),), replace(part, key="join-done")
        case "quoted":
            part = replace(part, facts={"quoted": quoted.encode() if quoted else ""})
        case "hints":
            assert hints is not None
            part = replace(part, facts={"country": hints.country, "name": hints.profile_name})
    message = Message("fr", (part,))
    wake_at = NOW + 5000 if word == "wake" else 0
    return Turn(talk, (*before, Send(message), Note(f"said:{word}")), wake_at)


def take_due(
    talk: Talk,
    kind: str,
    *,
    facts: Mapping[str, str] | None = None,
    book: object,
    now: datetime,
    origin: str,
    entropy: bytes,
) -> Turn:
    """Say that it fell due; `erase` erases, `boom` raises."""
    if kind == "boom":
        raise RuntimeError("secret words of somebody")
    if kind == "erase":
        return Turn(talk, (Erase(), Note("due:erase")))
    talk = replace(talk, nudges=talk.nudges + 1)
    message = Message("fr", (Part(f"due-{kind}", dict(facts or {})),))
    return Turn(talk, (Send(message, "reminder"), Note(f"due:{kind}")))


def desk(clock: Clock | None = None, **more) -> Desk:
    """A desk with this machine at it."""
    given = {
        "book": Zones(),
        "parse": dict.fromkeys((CHANNEL, "telegram"), parse),
        "clock": clock or Clock(),
        "key": KEY,
        "take_turn": take_turn,
        "take_due": take_due,
        "crash": lambda _: None,
    }
    return Desk(**(given | more))
