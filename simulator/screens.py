"""What reached the screens, and whether it should have: the half of the oracle that sees no tables."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from core.conversation.effects import Erase, Forget, Silence, Unsilence
from core.duration import DAY, HOUR, MINUTE
from simulator.clock import moment
from simulator.courier import HOLDING, Delivery
from simulator.cycle import Cycle
from simulator.decisions import Taken
from simulator.findings import Findings
from simulator.phone import Block, Phone, Repeat, Unblock
from simulator.provider import Status

REPLIES = 5
"""I14: messages in answer to one."""
HOURLY = 30
"""I14: messages an hour that nobody's message asked for."""
AWAKE = 15 * MINUTE
"""I11: who has just written is not woken."""
FIRST_HOUR, LAST_HOUR = 8, 21
"""I11: hours of the person's own day in which we may speak first."""

Owners = Mapping[str, tuple[int, Phone | None]]
"""Whose decision it was: the person's number, and their phone where they acted on one."""
Key = tuple[str, str]


class Screens:
    """Follows every phone of a world: I4, I6, I8, I9, I11, I14.

    `zone` is where a person lives, `doors` are the addresses they wrote from.
    """

    def __init__(
        self,
        findings: Findings,
        zone: Callable[[int], str],
        doors: Callable[[int], Iterable[Key]],
    ) -> None:
        self.silenced: dict[Key, str] = {}
        """Who may be written to no more: `block`, or `stop` or `gone` and the letter that said so."""
        self.bubbles: Counter[tuple[int, int]] = Counter()
        """How often each bubble (outbox row, place) was shown."""
        self.doubled: Counter[str] = Counter()
        """Bubbles shown more than once, by address."""
        self._findings = findings
        self._zone = zone
        self._doors = doors
        self._failed: set[int] = set()
        self._held: set[int] = set()
        self._behind: set[Key] = set()
        self._earlier: set[str] = set()
        self._order: dict[tuple[str, str, str], int] = {}
        self._answers: Counter[str] = Counter()
        self._unasked: dict[Key, deque[int]] = defaultdict(deque)

    def check(self, cycle: Cycle, taken: Iterable[Taken], owners: Owners) -> None:
        """Take in one moment."""
        self._failed |= {
            one.outbox_id
            for one in cycle.brought
            if isinstance(one, Status) and one.status == "undelivered"
        }
        self._closings(cycle, taken, owners)
        self._behind = {
            (one.phone.channel, one.phone.address)
            for one in cycle.delivered
            if one.owed.attempt > 1
        }
        for delivery in cycle.delivered:
            if delivery.error.startswith("render"):
                words = f"outbox {delivery.owed.id} cannot be said: {delivery.error}"
                self._findings.broken("I4", cycle.at, words)
            if delivery.error in HOLDING:
                self._held.add(delivery.owed.id)
            if delivery.shown:
                self._times(cycle, delivery)
                self._delivery(cycle, delivery)
        self._loops(cycle)

    def _closings(self, cycle: Cycle, taken: Iterable[Taken], owners: Owners) -> None:
        """Who may be written to no more, and by which letter; who writes again may be answered.

        What answers a letter leaves before a timer of the same moment fires (`World`), and so
        before what that timer ends.
        """
        self._earlier = set()
        letters: set[str] = set()
        for one in cycle.done:
            key = one.phone.channel, one.phone.address
            if isinstance(one.action, Block):
                self.silenced[key] = "block"
            elif not self.silenced.get(key, "stop").startswith("stop") and not isinstance(
                one.action, Unblock | Repeat
            ):
                self.silenced.pop(key, None)
        for decided in taken:
            timed = decided.update is None
            if not timed:
                letters.add(_key(decided.origin))
            for effect in decided.turn.effects:
                match effect:
                    case Silence(reason="stop"):
                        silenced = f"stop {_key(decided.origin)}"
                    case Forget() | Erase():
                        silenced = f"gone {_key(decided.origin)}"
                    case Unsilence():
                        silenced = ""
                    case _:
                        continue
                person, phone = owners.get(decided.origin, (0, None))
                # What three days had to pass for is decided by a timer, which has no phone.
                doors = [(phone.channel, phone.address)] if phone else self._doors(person)
                self.silenced |= dict.fromkeys(doors, silenced)
                if timed:
                    self._earlier |= letters

    def _times(self, cycle: Cycle, delivery: Delivery) -> None:
        """I4: a bubble is shown once, and once more at most for every outcome nobody knew."""
        owed = delivery.owed
        if delivery.error == "notice":
            return  # the message itself is still to come
        for place in range(owed.sent_parts, owed.sent_parts + len(delivery.shown)):
            self.bubbles[owed.id, place] += 1
            again = self.bubbles[owed.id, place] - 1
            self.doubled[owed.to_address] += again > 0
            if again > owed.unknowns:
                words = f"outbox {owed.id} was delivered again, {owed.unknowns} outcomes unknown"
                self._findings.broken("I4", cycle.at, words)

    def _delivery(self, cycle: Cycle, delivery: Delivery) -> None:
        """I6, I8, I9, I11 of one message that left."""
        phone, owed = delivery.phone, delivery.owed
        key = phone.channel, phone.address
        where = f"{phone.address} outbox {owed.key}"
        broken = self._findings.broken
        silenced = self.silenced.get(key)
        origin = owed.key.partition(":")[0]
        if silenced and origin not in {silenced.partition(" ")[2], *self._earlier}:
            broken("I6", cycle.at, f"{where}: written to after {silenced}")
        place = (*key, owed.lane)
        # What is said again after a doubt, or after the provider reported that it failed, is late;
        # so is what was held, since it leaves once its reader has written.
        again = owed.unknowns or owed.id in self._failed or owed.id in self._held
        if self._order.get(place, 0) > owed.id and not again:
            broken("I8", cycle.at, f"{where}: after a younger one")
        self._order[place] = max(owed.id, self._order.get(place, 0))
        template = all(bubble.template for bubble in delivery.shown)
        late = cycle.at - phone.heard_at >= DAY
        if phone.channel == "whatsapp" and owed.person_id and late and not template:
            broken("I9", cycle.at, f"{where}: words of our own after 24 hours")
        if owed.lane != "reply":
            self._unasked[key].append(cycle.at)
        first = owed.key[:1] in {"t", "w"}  # nobody's letter asked for it
        # What is tried again, or waits behind what is, was begun when it was owed: providers'
        # failures keep no hours.
        begun = owed.created_at if owed.attempt > 1 or key in self._behind else cycle.at
        if owed.person_id and first and begun - phone.heard_at > AWAKE:
            zone = self._zone(owed.person_id)
            hour = moment(begun).astimezone(ZoneInfo(zone)).hour
            if not FIRST_HOUR <= hour < LAST_HOUR:
                broken("I11", cycle.at, f"{where}: at {hour} h in {zone}")

    def _loops(self, cycle: Cycle) -> None:
        """I14: few answers to one message, and few words nobody asked for."""
        for one in cycle.delivered:
            first = (
                one.error != "notice"
                and one.shown
                and self.bubbles[one.owed.id, one.owed.sent_parts] == 1
            )
            if first and one.owed.lane == "reply" and one.owed.person_id:
                letter = one.owed.key.partition(":")[0]
                self._answers[letter] += 1
                if self._answers[letter] == REPLIES + 1:
                    words = f"{one.phone.address}: too many answers at once"
                    self._findings.broken("I14", cycle.at, words)
        for one in cycle.delivered:
            times_at = self._unasked[one.phone.channel, one.phone.address]
            while times_at and times_at[0] <= cycle.at - HOUR:
                times_at.popleft()
            if len(times_at) > HOURLY:
                words = f"{one.phone.address}: {len(times_at)} in an hour"
                self._findings.broken("I14", cycle.at, words)


def _key(origin: str) -> str:
    """How the outbox keys of a turn begin: a letter's in decimal, what fell due as it is named."""
    return origin if origin[0] in "tw" else str(int(origin, 16))
