"""Two people over a year, each in a manner of their own and with mishaps, all promises watched."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec.json import Decoder
from sqlalchemy import text

from bot.personas import Persona
from core.duration import MINUTE
from core.languages import Language
from core.mentoring.outcome import Outcome
from core.mentoring.pair import ENDED, OPEN, Pair
from simulator.cast import COARSE, Cast
from simulator.cohort import CLEARING
from simulator.community import OFFICE
from simulator.cycle import Cycle
from simulator.manners import MANNERS
from simulator.mind import Habit, Mind, sensible
from simulator.oracle import Oracle
from simulator.phone import Action, Block, Edit, Phone, Repeat, SendMedia, Tap, Type, Unblock
from simulator.weather import WEATHERS, Skies
from simulator.world import World
from storage import queries, results
from tests.handlers.couple import HELLO, MENTEE, MENTOR

YEAR = timedelta(days=365)
CHANNELS = ("whatsapp", "telegram")
ADDRESSES = {
    ("mentee", "whatsapp"): "+212611000105",
    ("mentor", "whatsapp"): "+33611000105",
    ("mentee", "telegram"): "500000001",
    ("mentor", "telegram"): "500000002",
}
SCRIPTS = {"mentee": MENTEE, "mentor": MENTOR}

PAIRED = tuple(one.name for one in MANNERS.values() if one.stage == "pair")
ASKED = tuple(one.name for one in MANNERS.values() if one.stage == "mentor")
CHOOSING = tuple(one.name for one in MANNERS.values() if one.stage == "mentee")

GARBAGE = ("???", "ok", "واخا", "jeudi 25h", "31/02", "99", "oui mais non", "١٢٣٤", "😊", "x" * 700)
WORDS = {
    "human": "humain",
    "pause": "pause du mentorat",
    "status": "mon mentorat",
    "back": "retour",
    "meeting": "rendez-vous",
    "cancel": "annuler le rendez-vous",
    "move": "déplacer",
    "progress": "progrès",
    "goal": "objectif",
    "less": "moins souvent",
    "change": "changer de ville",
    "block": "bloquer",
    "unblock": "débloquer",
    "english": "english",
}
PIECES = ("écrire à mon binôme", "salut", "j'ai relu", "votre plan", "à jeudi")

_pair = Decoder(Pair)


@dataclass(frozen=True, slots=True)
class Side:
    """How one of the two is: how they decide alone and in the pair, and how clumsy they are."""

    alone: str
    paired: str
    clumsy: int
    """In how many of a hundred looks at the phone something goes wrong first."""
    channel: str
    language: Language
    pace: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lives:
    """A pair of manners, and the seed of all that is left to chance."""

    mentee: Side
    mentor: Side
    weather: str
    seed: int


@dataclass(slots=True)
class Lived:
    """What a year came to."""

    violations: Counter[str]
    words: list[str]
    states: Counter[str] = field(default_factory=Counter)
    moments: int = 0
    outcomes: list[Outcome] = field(default_factory=list)


def clumsy(share: int) -> Habit:
    """Somebody who does what all do, and now and then something else first."""

    def act(mind: Mind, phone: Phone) -> Sequence[Action]:
        if mind.memory.pop("away", 0):
            return (Unblock(),) if phone.channel == "telegram" else (Type("START"),)
        if mind.chance.randrange(100) >= share:
            return sensible(mind, phone)
        mind.wait = 5 * MINUTE  # and then what they meant to do
        return mishap(mind, phone)

    return Habit("clumsy", "", 0, (1, 5), act)


def mishap(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Something that phones and hurried people do."""
    chance = mind.chance
    match chance.randrange(8):
        case 0:
            return (Type(chance.choice(GARBAGE)),)
        case 1:
            return (Type(chance.choice(tuple(WORDS.values()))),)
        case 2:
            return (Repeat(),) if phone.last else ()
        case 3:
            labels = [button.label for one in phone.bubbles() for button in one.buttons]
            return (Tap(chance.choice(labels[:60])),) if labels else ()
        case 4:
            return (SendMedia(chance.choice(("voice", "image", "location"))),)
        case 5:
            return tuple(map(Type, PIECES))
        case 6 if phone.channel == "telegram" and phone.typed():
            return (Edit(f"{phone.typed()} !"),)
        case 7 if chance.random() < 0.2:
            mind.memory["away"] = 1
            mind.wait = chance.randint(1, 200) * 60 * MINUTE
            return (Block(),) if phone.channel == "telegram" else (Type("STOP"),)
        case _:
            return (Type(str(chance.randint(0, 12))),)


def live(lives: Lives, *, span: timedelta = YEAR) -> Lived:
    """Let two people meet and live on; every promise is checked after every moment."""
    skies = Skies(WEATHERS[lives.weather], lives.seed)
    oracle = Oracle()
    world = World(skies=skies, desk=oracle.listen, coordinators=OFFICE)
    try:
        oracle.attend(world)
        waits = Waits(world)
        cast = Cast(world, grid=COARSE)
        chance = random.Random(lives.seed)
        for role, one in (("mentor", lives.mentor), ("mentee", lives.mentee)):
            phone = world.add_phone(
                one.channel, ADDRESSES[role, one.channel], name=role, locale=one.language
            )
            for line in (HELLO[one.language], *SCRIPTS[role]):
                world.do(phone, Type(line))
                world.advance(timedelta(seconds=20))
            cast.take_over(phone, mind_of(role, one, chance), world.clock.now + MINUTE)
        world.advance(span)
        skies.clear()
        world.advance(CLEARING)
        oracle.conclude()
        with world.database.read() as conn:
            left = queries.backlog(conn, world.clock.now)
            outcomes = [kept.outcome for kept in results.every(conn)]
        if left.inbox["open"] or left.timers_due:
            oracle.findings.broken("I21", world.clock.now, f"queues are not empty: {left}")
        for at, words in waits.stuck:
            oracle.findings.broken("waits", at, words)
    finally:
        world.close()
    findings = oracle.findings
    return Lived(findings.violations, findings.words, waits.states, oracle.checked, outcomes)


def mind_of(role: str, one: Side, chance: random.Random) -> Mind:
    """Who holds the phone."""
    person = Persona(one.language, role, "casa", "agriculture", 1990, HELLO[one.language])
    stage = "mentor" if role == "mentor" else "mentee"
    manners = {stage: MANNERS[one.alone], "pair": MANNERS[one.paired]}
    own = random.Random(chance.getrandbits(64))
    habit = clumsy(one.clumsy)
    return Mind(
        person,
        Habit(habit.name, habit.summary, habit.share, one.pace, habit.act),
        own,
        manners=manners,  # type: ignore[arg-type]
    )


class Waits:
    """Looks after every moment whether each pair still has a next step, and which states it saw."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._versions: Mapping[int, int] = {}
        self.states: Counter[str] = Counter()
        self.stuck: list[tuple[int, str]] = []
        world.watch.append(self._look)

    def _look(self, cycle: Cycle) -> None:
        with self._world.database.read() as conn:
            rows = conn.execute(text("SELECT id, version, state, pair FROM mentorship")).all()
        for row in rows:
            if self._versions.get(row.id) == row.version or row.pair == "{}":
                continue
            pair = _pair.decode(row.pair)
            self.states[pair.state] += 1
            if pair.state != row.state:
                self.stuck.append((cycle.at, f"pair {row.id} is {pair.state} and {row.state}"))
            if pair.state in OPEN and not pair.timers:
                self.stuck.append((cycle.at, f"pair {row.id} waits in {pair.state} for nothing"))
            asked = [one for seat in (pair.mentor, pair.mentee) for one in seat.questions]
            if pair.state in ENDED and asked and not pair.state.startswith("completed"):
                self.stuck.append((cycle.at, f"pair {row.id} has ended and still asks {asked}"))
        self._versions = {row.id: row.version for row in rows}
