"""A question about a time: one of those shown, or one's own in words, always said back."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.conversation.answers import choices, position
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.message import Option
from core.understanding import telling_words
from core.understanding.as_before import spelled_out
from core.understanding.choice import Ambiguous, Chosen
from core.understanding.leaning import assent
from core.understanding.moments import Doubt, Impossible, Moment, candidate, read_moment
from core.understanding.telling_clauses import TELLS
from core.understanding.yesno import yes_no

WHEN = "when"
"""The vocabulary of times: `when:<milliseconds UTC>@<zone>` is both the stored answer and its label."""


@dataclass(frozen=True, slots=True)
class Timing:
    """A time among the facts `names`, one of the own options `ids`, or a time in one's own words.

    The fact `zone` is the clock by which words are read. The stored answer is the label reference
    of the time, or the id of an own option. Plain assent means the only time shown, or the one that
    the fact `yes` holds; "same hour" that of the fact `held`, or of the only one shown; plain refusal
    the own option `no`. `alone` says what own options are called where no time is shown: "none of
    these" would mean nothing there. Of a doubt the times are asked back, also a single one, unless
    it is refused.
    """

    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    zone: str = "zone"
    alone: tuple[tuple[str, str], ...] = ()
    no: str = ""
    yes: str = ""
    held: str = ""

    def options(self, given: Given) -> tuple[Option, ...]:
        named = tuple(
            Option(name, given.facts[name]) for name in self.names if given.facts.get(name)
        )
        called = {} if named else dict(self.alone)
        return named + tuple(Option(one, f".{called.get(one, one)}") for one in self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return given.facts.get(option, option)

    def understand(self, text: str, asked: Asked) -> Understood:
        option = position(text, asked.shown)
        if option is not None:
            return Answer(self.tapped(option, asked.given))
        # Ordinals count what is shown: "le premier" is the first time, never the first own option.
        meant = choices(asked, self.ids).match(text, shown=asked.shown)
        match meant:
            case Chosen(option):
                return Answer(self.tapped(option, asked.given))
        zone = self._zone(asked.given)
        if before := self._before(asked.given, zone):
            text = spelled_out(text, before)
        match read_moment(text, now=asked.now.astimezone(zone), zone=zone):
            case Moment() as moment:
                start = moment.starts(zone)
                if start is not None:
                    return Answer(reference(start), echo=True)
                offered = self._on(moment, asked, zone)
                return Misread("time") if len(offered) != 1 else Answer(offered[0], echo=True)
            case Doubt(alternatives=alternatives) as doubt:
                starts = [start for one in alternatives if (start := one.starts(zone))]
                alone = len(starts) == 1 and not refused(doubt, text, asked.now, zone)
                if alone or 1 < len(starts) <= 4:
                    return Unclear(tuple(reference(start) for start in starts))
                return Misread("time" if doubt.why == "time" else "day")
            case Impossible(reason):
                return Misread(reason)
        match meant:
            case Ambiguous(options):
                return Unclear(tuple(options))
        named = [one for one in self.names if asked.given.facts.get(one)]
        # What only amounts to a yes fixes no meeting; what amounts to a no asks for other times.
        said = yes_no(text)
        match False if said is None and assent(text) is False else said:
            case True if asked.given.facts.get(self.yes):
                return Answer(asked.given.facts[self.yes])
            case True if len(named) == 1:
                return Answer(self.tapped(named[0], asked.given))
            case False if self.no:
                return Answer(self.no)
        return Misread()

    def _on(self, moment: Moment, asked: Asked, zone: ZoneInfo) -> list[str]:
        """The times shown on a day that was named without an hour or a part of it."""
        if moment.part is not None:
            return []
        shown = [asked.given.facts[one] for one in self.names if one in asked.shown]
        return [
            one
            for one in shown
            if datetime.fromtimestamp(moment_of(one) / 1000, zone).date() == moment.day
        ]

    def valid(self, value: Value, given: Given) -> bool:
        return value in self.ids or (isinstance(value, str) and value.startswith(f"{WHEN}:"))

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",) if value in self.ids else (str(value),)

    def _before(self, given: Given, zone: ZoneInfo) -> datetime | None:
        """The time that "same hour" points to: of the meeting that moves, or the only one on the table."""
        shown = [given.facts[one] for one in self.names if given.facts.get(one)]
        known = given.facts.get(self.held) or (shown[0] if len(shown) == 1 else "")
        return datetime.fromtimestamp(moment_of(known) / 1000, zone) if known else None

    def _zone(self, given: Given) -> ZoneInfo:
        try:
            return ZoneInfo(given.facts.get(self.zone, ""))
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


def refused(doubt: Doubt, text: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the one time in doubt is refused or taken by something else, rather than proposed."""
    weighed = candidate(doubt, text, now=now.astimezone(zone), zone=zone)
    if weighed is None or yes_no(text) is False:
        return True
    clauses = weighed.clauses
    invited = any(one.has(telling_words.INVITES) for one in clauses)
    return any(
        one.has(telling_words.DENIES)
        or one.has(telling_words.REFUSES)
        or (TELLS.search(one.letters) and _TAKEN in one.letters)
        or (TELLS.search(one.letters) and one.has(telling_words.EVENTS) and not invited)
        for one in clauses
    )


_TAKEN = "z"
"""The calendar's letter for what denies a time or fills it."""


def reference(start: datetime) -> str:
    """The label reference of an aware time, by the clock it is given in."""
    zone = start.tzinfo.key if isinstance(start.tzinfo, ZoneInfo) else "UTC"
    return label_of(round(start.timestamp() * 1000), zone)


def label_of(moment: int, zone: str) -> str:
    """The label reference of `moment` (milliseconds UTC) by the clock of `zone`."""
    return f"{WHEN}:{moment}@{zone}"


def moment_of(value: Value) -> int:
    """The milliseconds UTC of a stored time. Raises ValueError for anything else."""
    return int(str(value).removeprefix(f"{WHEN}:").partition("@")[0])
