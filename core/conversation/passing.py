"""Words and media that are meant for the partner, not for us: what they are, and for whom.

Whether they may pass is decided where the line between the two is kept (`Act("relay", …)`).
"""

from typing import Any

from msgspec.structs import replace

from core.conversation.answers import BirthYear
from core.conversation.effects import Act
from core.conversation.enclosure import stored
from core.conversation.flow import Ask
from core.conversation.heard import Heard, counted
from core.conversation.lexicon import BETWEEN
from core.conversation.quantity import Quantity
from core.conversation.run import ABOUT, Given, path_answers
from core.conversation.scene import Scene
from core.conversation.update import Media, Token
from core.mentoring.relay import BREATH
from core.understanding.normal import fold

RELAYED = "@relayed"
"""The step of a token that names no question but a message of the partner: `turn` is the mentorship,
`option` the message."""

PASSED: frozenset[str] = frozenset({"voice", "image", "document"})
"""Kinds of media that can be passed on to the partner."""

FIGURES = (Quantity, BirthYear)
"""Kinds that want a number, which we cannot hear."""

PLACES = ("one", "two", "three")
"""Facts that name the partners to choose from."""


def passed_on(scene: Scene, heard: Heard) -> bool:
    """A reply that quotes the partner, a word about the line to them, or "write to Karim: …"."""
    if heard.token is not None or not scene.talk.consented:
        return False
    quoted = heard.quoted if _relayed(heard.quoted) else None
    if heard.move in BETWEEN:
        _about_line(scene, heard.move, quoted)
        return True
    if quoted is not None and not heard.move:
        _pass(scene, quoted.turn, _words(heard), quoted.option)
        return True
    if not heard.move and scene.hints.partners and _addressed(scene, heard):
        return True
    if _belongs(scene, heard):
        _pass(scene, scene.talk.line, {**_words(heard), "more": "yes"})
        return True
    return False


def _belongs(scene: Scene, heard: Heard) -> bool:
    """Whether these words are the next piece of what is being told the partner."""
    answers = counted(heard, scene.talk.prompt) or scene.book.lexicon.addressed(heard.folded)
    return goes_on(scene) and not heard.move and not answers


def goes_on(scene: Scene) -> bool:
    """Whether this follows so closely on words for the partner that it belongs to them."""
    talk = scene.talk
    return bool(talk.line) and 0 <= scene.now_ms - talk.line_at <= BREATH


def enclosed(scene: Scene, media: Media, quoted: Token | None) -> bool:
    """Media as a reply to the partner, as the answer to a question that takes it, or offered to be
    passed on; False when it has no place and its words, if any, are all that counts.
    """
    if not scene.talk.consented or scene.talk.erase_at:
        return False
    if _relayed(quoted) and quoted is not None:
        _pass(scene, quoted.turn, {"media": stored(media)}, quoted.option)
        return True
    if goes_on(scene) and media.kind in PASSED and media.reference:
        _pass(scene, scene.talk.line, {"media": stored(media), "more": "yes"})
        return True
    opened = scene.open()
    if opened is not None and isinstance(opened[2].at, Ask):
        flow, run, position = opened
        question = position.at
        assert isinstance(question, Ask)  # noqa: S101 - checked above, for the type
        kinds = getattr(question.kind, "media", ())
        if media.kind in kinds and media.reference:
            value = stored(media)
            if question.kind.valid(value, Given(path_answers(flow, run), run.facts)):
                scene.give(flow, run, question, value, echo=False)
                return True
        if kinds and media.kind not in kinds:
            scene.miss(flow, run, position, question, "media")
            return True
        if isinstance(question.kind, FIGURES):
            return False  # a figure was asked, and what was spoken is most likely one
    busy = scene.talk.run is not None and scene.talk.run.flow != scene.book.menu
    if not scene.hints.partners or (media.caption.strip() and busy):
        return False
    if media.kind not in PASSED or not media.reference:
        return False
    scene.begin("forward", facts={**_named(scene), "media": stored(media)})
    return True


def _relayed(quoted: Token | None) -> bool:
    return quoted is not None and quoted.step == RELAYED


def _words(heard: Heard) -> dict[str, Any]:
    """What is passed on of a message that quotes the partner."""
    return {"media": stored(heard.media)} if heard.media is not None else {"text": heard.text}


def _pass(scene: Scene, mentorship: int, facts: dict[str, Any], reply_to: str = "") -> None:
    scene.rule = "relay"
    quoting = {"reply_to": int(reply_to)} if reply_to.isdecimal() else {}
    scene.effects.append(Act("relay", mentorship, "pass", {**facts, **quoting}))
    scene.talk = replace(scene.talk, line=mentorship, line_at=scene.now_ms)


def _about_line(scene: Scene, move: str, quoted: Token | None) -> None:
    """To write, to block or to report: the partner quoted, the only one, or one who is asked for."""
    scene.rule = f"move:{move}"
    partners = scene.hints.partners
    ids = [mentorship for mentorship, _ in partners]
    about = quoted.turn if quoted is not None else ids[0] if len(ids) == 1 else 0
    if move == "write" and about in ids:
        scene.begin("write", facts={ABOUT: str(about), "name": dict(partners)[about]})
    elif about:
        scene.effects.append(Act("relay", about, move))
    elif partners:
        scene.begin("whom", facts={**_named(scene), "wish": move})
    else:
        scene.settle_language("")
        scene.say("partner-none")


def _addressed(scene: Scene, heard: Heard) -> bool:
    """Whether this is "écrire à Karim" or "write to Karim: …": a command only before a partner's name."""
    known = scene.book.lexicon.addressed(heard.folded)
    if not known:
        return False
    rest = " ".join(heard.text.split()[known:])
    name, colon, line = rest.partition(":")
    called = fold(name)
    for mentorship, partner in scene.hints.partners:
        if called != fold(partner):
            continue
        if colon and line.strip():
            _pass(scene, mentorship, {"text": line.strip()})
        else:
            scene.rule = "move:write"
            scene.begin("write", facts={ABOUT: str(mentorship), "name": partner})
        return True
    return False


def _named(scene: Scene) -> dict[str, str]:
    facts: dict[str, str] = {}
    for place, (mentorship, name) in zip(PLACES, scene.hints.partners, strict=False):
        facts |= {place: name, f"id_{place}": str(mentorship)}
    return facts
