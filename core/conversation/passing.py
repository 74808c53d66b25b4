"""Words and media that are meant for the partner, not for us: what they are, and for whom.

Whether they may pass is decided where the line between the two is kept (`Act("relay", …)`).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from core.conversation.agenda import CONVERSATION, resting
from core.conversation.answers import Anything, BirthYear, Words
from core.conversation.book import Book, Conclusion
from core.conversation.effects import Act
from core.conversation.enclosure import stored
from core.conversation.heard import Heard, counted
from core.conversation.kind import Answer, Given, Unclear
from core.conversation.lexicon import BETWEEN
from core.conversation.mentions import speaks_of_partner, spoken_of
from core.conversation.misreading import miss
from core.conversation.quantity import Quantity
from core.conversation.run import ABOUT, path_answers
from core.conversation.scene import Scene
from core.conversation.stage import Asking
from core.conversation.talk import Talk
from core.conversation.update import Media, Token
from core.conversation.whose import pair_of
from core.mentoring.relay import BREATH, LONGEST
from core.understanding.as_before import spelled_out
from core.understanding.moments import Moment, read_moment
from core.understanding.normal import fold, words

RELAYED = "@relayed"
"""The step of a token that names no question but a message of the partner: `turn` is the mentorship,
`option` the message."""

PASSED: frozenset[str] = frozenset({"voice", "image", "document"})
"""Kinds of media that can be passed on to the partner."""

FIGURES = (Quantity, BirthYear)
"""Kinds that want a number, which we cannot hear."""

MEETING = "meeting"
"""What words may be about that are otherwise for somebody, the meeting that is fixed; and the fact that
holds its pair, where there is only one.
"""

SAID = "said"
"""The fact that holds the time which the words name (milliseconds UTC)."""

MEANT = "meant"
"""The flow that asks whether words which answer nothing are for a partner."""

FEWEST = 3
"""Words of a message that may be meant for a partner where nothing of theirs has just been read."""

EXCERPT = 120
"""Characters by which the writer knows their own words again."""

THAT = re.compile(
    r"(?:,\s*|que\s+|qu['’]|that\s+|know\s+(?:that\s+)?|بأن\s+|أن\s+|ان\s+|(?=أنني|أني|بأنني|انني)|bli\s+|belli\s+|بلي\s+)"
    r"(?P<told>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""What is to be told a partner, behind their name: "dis à Karim que …"."""

LETS = "let "
"""Behind it stands "know", or what somebody is to do, which is nothing to tell them."""

_ADDRESS = re.compile(r"https?://|www\.|\w\.\w{2,}/", re.IGNORECASE)
"""A link that somebody sends: nobody asks us for it."""

PLACES = ("one", "two", "three")
"""Facts that name the partners to choose from."""

EACH = {2: "both", 3: "all"}
"""The fact that all of them may be chosen at once, by how many there are."""


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
    if not heard.move and scene.hints.meetings and _cut_off(scene, heard):
        scene.settle_language(heard.text)
        _offer(scene, scene.hints.partners, heard.lines)
        return True
    return False


def _cut_off(scene: Scene, heard: Heard) -> bool:
    """Whether the link to the meeting ahead fails, or somebody cannot come while only tips are open:
    no answer, though it sounds like a no.
    """
    wishes, asking = scene.book.lexicon.wishes, scene.question()
    if _confiding(scene):
        return False
    fails = wishes.links(heard.folded, failing=True)
    if asking is None:
        return fails
    flow, run, _, question = asking
    if isinstance(question.kind, Words | Anything):
        return False
    about = pair_of(run.facts)
    if about and int(about) not in dict(scene.hints.meetings):
        return False  # what became of a meeting that is over, say
    tips = flow.patient and bool(about)
    if fails:
        return tips or not _stated(scene, heard, asking)
    enough = len(words(heard.folded)) >= FEWEST
    return tips and enough and wishes.hinders(heard.folded, coming=True)


def _stated(scene: Scene, heard: Heard, asking: Asking) -> bool:
    """Whether the words hold an answer all the same: a no before the rest, or what is no option, as
    a time or a number.
    """
    flow, run, _, question = asking
    kind, asked = question.kind, scene.asked(*asking)
    if heard.beside and isinstance(kind.understand(heard.first, asked), Answer):
        return True
    given = Given(path_answers(flow, run), run.facts)
    known = [option.id for option in kind.options(given)]
    match kind.understand(heard.text[:500], asked):
        case Answer(value):
            return value not in known
        case Unclear(options):
            return not set(options) <= set(known)
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
    if (asking := scene.question()) is not None:
        flow, run, _, question = asking
        kinds = getattr(question.kind, "media", ())
        if media.kind in kinds and media.reference:
            value = stored(media)
            if question.kind.valid(value, Given(path_answers(flow, run), run.facts)):
                scene.give(flow, run, question, value, echo=False)
                return True
        if kinds and media.kind not in kinds:
            miss(scene, asking, "media")
            return True
        if isinstance(question.kind, FIGURES):
            return False  # a figure was asked, and what was spoken is most likely one
    busy = not resting(scene.talk, scene.book)
    if not scene.hints.partners or (media.caption.strip() and busy):
        return False
    if media.kind not in PASSED or not media.reference:
        return False
    scene.begin("forward", facts={**_named(scene.hints.partners), "media": stored(media)})
    return True


def to_partner(talk: Talk, book: Book, now_ms: int) -> bool:
    """Whether words that answer nothing may be meant for a partner: nothing is asked, or we have
    told of something since, or some were passed on not long ago.
    """
    asking = talk.run is not None and talk.run.flow == MEANT
    return asking or resting(talk, book) or _near(talk, now_ms)


def _near(talk: Talk, now_ms: int) -> bool:
    since = talk.prompt is not None and talk.said_at > talk.prompt.at
    return since or (bool(talk.line) and now_ms - talk.line_at <= CONVERSATION)


def meant(scene: Scene, heard: Heard) -> bool:
    """Offer to pass on words that answer nothing; what follows them is added. Words about a partner
    are not offered to them. False if they may not be for a partner.
    """
    partners = scene.hints.partners
    if (
        heard.token is not None
        or not partners
        or not to_partner(scene.talk, scene.book, scene.now_ms)
        or _confiding(scene)
    ):
        return False
    run, text = scene.talk.run, heard.lines
    if len(heard.folded.split()) < (FEWEST - 1 if _near(scene.talk, scene.now_ms) else FEWEST):
        return False
    if name := _spoken_of(text, [called for _, called in partners]):
        scene.rule = "spoken of"
        scene.settle_language(heard.text)
        scene.say("meant-about", name=name)
        if not resting(scene.talk, scene.book):
            scene.repeat()
        return True
    if run is not None and run.flow == MEANT:
        text = f"{run.facts['words']}\n{text}"
        scene.talk = replace(scene.talk, run=None)
    if len(text) > LONGEST:
        return False
    scene.settle_language(heard.text)
    _offer(scene, partners, text)
    return True


def _spoken_of(text: str, names: Sequence[str]) -> str:
    """The partner whom the words are about; without a name that is the only one there is."""
    alone = names[0] if len(names) == 1 and speaks_of_partner(text) else ""
    return spoken_of(text, names) or alone


def _confiding(scene: Scene) -> bool:
    """Whether something is being told the team alone, or was within this conversation."""
    run = scene.talk.run
    flow = scene.book.flows.get(run.flow) if run is not None else None
    lately = scene.now_ms - scene.talk.confided_at <= CONVERSATION
    return lately or (flow is not None and flow.confidential)


def _offer(scene: Scene, partners: Iterable[tuple[int, str]], text: str) -> None:
    """Ask whether words are for one of the partners, or say that the meeting ahead has to move."""
    scene.rule = "meant?"
    line = " ".join(text.split())
    line = line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"
    facts = {**_named(partners), "words": text, "line": line}
    ahead, wishes, folded = scene.hints.meetings, scene.book.lexicon.wishes, fold(text)
    moment = _moment(scene, text) if ahead else None
    hindered = wishes.hinders(folded)
    timed = moment is not None and (hindered or not wishes.gives_link(folded))
    of_link = bool(ahead) and not timed and wishes.links(folded)
    if not ahead or of_link or not (timed or hindered):
        if of_link and wishes.lacks_link(folded) and not _ADDRESS.search(text):
            scene.say("meant-link")
        scene.begin(MEANT, facts=facts)
        return
    if len(ahead) == 1:
        start = moment.starts(_zone(scene)) if moment else None
        facts |= {MEETING: str(ahead[0][0])}
        facts |= {SAID: str(round(start.timestamp() * 1000))} if start else {}
    scene.begin(MEANT, facts=facts, conclusion=Conclusion(scene.talk, answers={"of": MEETING}))


def _moment(scene: Scene, text: str) -> Moment | None:
    """A time that the words name, by the writer's clock; "same hour" is that of the only meeting ahead."""
    zone = _zone(scene)
    if len(scene.hints.meetings) == 1:
        _, start = scene.hints.meetings[0]
        text = spelled_out(text, datetime.fromtimestamp(start / 1000, zone))
    read = read_moment(text, now=scene.now.astimezone(zone), zone=zone)
    return read if isinstance(read, Moment) else None


def _zone(scene: Scene) -> ZoneInfo:
    return ZoneInfo(scene.book.zone(scene.talk))


def _relayed(quoted: Token | None) -> bool:
    return quoted is not None and quoted.step == RELAYED


def _words(heard: Heard) -> dict[str, Any]:
    """What is passed on of a message that quotes the partner."""
    return {"media": stored(heard.media)} if heard.media is not None else {"text": heard.lines}


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
        _write_to(scene, about, dict(partners)[about])
    elif about:
        scene.effects.append(Act("relay", about, move))
    elif partners:
        scene.begin("whom", facts={**_named(partners), "wish": move})
    else:
        scene.settle_language("")
        scene.say("partner-none")


def _write_to(scene: Scene, mentorship: int, name: str) -> None:
    about = str(mentorship)
    scene.begin("write", facts={ABOUT: about, "mentorship": about, "name": name})


def _addressed(scene: Scene, heard: Heard) -> bool:
    """Whether this is "écrire à Karim" or "write to Karim: …": a command only before a partner's name."""
    known = scene.book.lexicon.addressed(heard.folded)
    if not known:
        return False
    rest = heard.text.split()[known:]
    name, colon, _ = " ".join(rest).partition(":")
    line = heard.lines.partition(":")[2]
    called = fold(name)
    for one in scene.hints.partners:
        mentorship, partner = one
        spoken = len(partner.split())
        after = THAT.match(" ".join(rest[spoken:]))
        if colon and called == fold(partner) and line.strip():
            _pass(scene, mentorship, {"text": line.strip()})
        elif after and fold(" ".join(rest[:spoken])) == fold(partner):
            _offer(scene, (one,), after["told"])
        elif called == fold(partner):
            scene.rule = "move:write"
            _write_to(scene, mentorship, partner)
        elif fold(" ".join(rest[:spoken])) == fold(partner) and not heard.folded.startswith(LETS):
            _offer(scene, (one,), " ".join(rest[spoken:]))
        else:
            continue
        return True
    return False


def _named(partners: Iterable[tuple[int, str]]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for place, (mentorship, name) in zip(PLACES, partners, strict=False):
        facts |= {place: name, f"id_{place}": str(mentorship)}
    several = EACH.get(len(facts) // 2)
    return {**facts, several: "yes"} if several else facts
