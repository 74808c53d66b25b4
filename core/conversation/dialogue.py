"""One person, one message: what changes and what is said.

`take_turn` and `take_due` are the whole behaviour of the assistant towards one person, as pure
functions; handlers load the talk, call them, and commit what they return.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from core.conversation.beside import parted
from core.conversation.book import Book
from core.conversation.effects import Act, LeaveGroup, Note, Send, Silence
from core.conversation.flood import listening
from core.conversation.heard import Heard
from core.conversation.lines import lined
from core.conversation.message import Message
from core.conversation.passing import enclosed
from core.conversation.routing import route
from core.conversation.scene import Scene
from core.conversation.silence import fall_due, wake_at
from core.conversation.talk import Talk, language_of
from core.conversation.turn import Hints, Turn
from core.conversation.update import (
    Blocked,
    Edited,
    Group,
    Ignored,
    Media,
    Tap,
    Text,
    Token,
    Unblocked,
    Update,
)
from core.conversation.whose import told_of
from core.understanding.normal import clean, fold

READ_AT_MOST = 4096
"""Characters of a message that are read: no channel brings more."""


def take_turn(
    talk: Talk,
    update: Update,
    *,
    book: Book,
    now: datetime,
    origin: str,
    entropy: bytes = b"",
    hints: Hints | None = None,
    quoted: Token | None = None,
) -> Turn:
    """What follows from `update` for the person of `talk`.

    `origin` names the inbox row in a few ASCII characters: new runs are named after it.
    `entropy` is 16 random bytes, used if a one-time code is made.
    `quoted` is the question of the message replied to, where the channel says so.
    """
    scene = Scene(talk, book=book, now=now, origin=origin, entropy=entropy, hints=hints or Hints())
    _receive(scene, update, quoted)
    return _close(scene, reply=True)


def take_due(
    talk: Talk,
    kind: str,
    *,
    facts: Mapping[str, str] | None = None,
    book: Book,
    now: datetime,
    origin: str,
    entropy: bytes = b"",
) -> Turn:
    """What follows for the person of `talk` when the timer `kind` (or `silence`) is due.

    `facts` are what the timer was set with.
    """
    scene = Scene(talk, book=book, now=now, origin=origin, entropy=entropy, hints=Hints())
    fall_due(scene, kind, facts)
    return _close(scene, reply=False)


def _receive(scene: Scene, update: Update, quoted: Token | None) -> None:
    content = update.content
    match content:
        case Blocked():
            scene.rule = "blocked"
            scene.talk = replace(scene.talk, stopped=True)
            scene.effects.append(Silence("blocked"))
        case Unblocked():
            scene.rule = "unblocked"
        case Group():
            scene.rule = "group"
            scene.effects.append(LeaveGroup())
        case Ignored(reason):
            scene.rule = f"ignored:{reason}"
        case Text(text):
            _hear(scene, text, None, quoted)
        case Tap(token, title):
            _hear(scene, title, Token.decode(token), quoted)
        case Media(kind, caption):
            if caption.strip():
                _hear(scene, caption, None, quoted, content)
            elif listening(scene):
                scene.rule = f"media:{kind}"
                scene.settle_language("")
                if not enclosed(scene, content, quoted):
                    scene.say("common-media-voice" if kind == "voice" else "common-media-other")
                    scene.repeat()
        case Edited(_):
            if listening(scene):
                scene.rule = "edited"
                scene.say("common-edited")
                if scene.talk.run is not None or not scene.talk.profile:
                    scene.repeat()
        case _:
            assert_never(content)


def _hear(
    scene: Scene,
    text: str,
    token: Token | None,
    quoted: Token | None,
    media: Media | None = None,
) -> None:
    """A message with words: typed, on a button, or beside something that is no text."""
    first, beside = parted(text) if token is None and media is None else ("", "")
    lines, text = lined(text, READ_AT_MOST), clean(text, READ_AT_MOST)
    last = max(scene.talk.heard_at, scene.talk.said_at)
    silence = scene.now_ms - last if last else 0
    folded = fold(text)
    move = scene.book.lexicon.move(folded)
    route(scene, Heard(text, folded, token, quoted, silence, move, media, first, beside, lines))
    scene.talk = replace(scene.talk, heard_at=scene.now_ms)


def _close(scene: Scene, *, reply: bool) -> Turn:
    """What the turn comes to; `reply` says that the person has just written."""
    if scene.beside is not None and scene.beside.timely(scene.now):
        scene.say("common-also.later", words=scene.beside.words)
    answered = reply and scene.rule.startswith("answer:")
    follows = scene.rests or any(isinstance(one, Act) for one in scene.effects)
    if answered and not scene.parts and not follows:
        scene.say("common-ok")  # what two people share is answered by what becomes of it
    talk = scene.talk
    if scene.parts:
        pairs = scene.pairs + (told_of(talk.run.facts) if talk.run is not None else ())
        known = tuple(sorted(set(pairs)))
        message = Message(language_of(talk), tuple(scene.parts), scene.attach, known)
        scene.effects.append(Send(message, "reply" if reply or scene.news else "reminder"))
        talk = replace(talk, said_at=scene.now_ms)
    scene.effects.append(Note(scene.rule))
    if reply and talk.nudges and scene.rule != "stopped":
        talk = replace(talk, nudges=0)
    return Turn(talk, tuple(scene.effects), wake_at(scene, talk))
