"""`mem pairs`: who needs somebody, and what a coordinator does is what both read in their chats."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.__main__ import main
from bot.commands import pairs as command
from bot.commands.mistakes import Mistake
from bot.commands.office import NOTHING
from bot.commands.pair_lines import SILENT, need
from bot.words.catalogue import ALERTED
from core.mentoring.agreement import Agreement, Choices
from core.mentoring.pair import Pair
from storage import alerts, events, mentorships, queries
from storage.codec import decode_message, encode
from storage.opening import open_database
from storage.schema import outbox
from tests.handlers.couple import AGREED, SIDES, Couple

PRIVATE = "je ne me sens pas respectée"


class Terminal:
    """A coordinator at the terminal beside two people in their chats, at one time on one database."""

    def __init__(self, url: str, capfd: pytest.CaptureFixture[str]) -> None:
        self.couple = Couple(open_database(url))
        self._capfd = capfd

    def mem(self, *arguments: str) -> tuple[int, str]:
        """Run the command beside whoever serves the database; its code, and what it said."""
        for side in SIDES:
            self.couple.heard[side] = []
        self._capfd.readouterr()
        code = main(["pairs", *arguments])
        said = self._capfd.readouterr()
        self.couple.settle()
        return code, said.out + said.err

    def done(self, *arguments: str) -> str:
        """Something that is possible; what it said."""
        code, said = self.mem(*arguments)
        assert code == 0, said
        return said

    def refused(self, *arguments: str) -> str:
        """Something that is not: a line that says why; nobody reads a word, and nothing changed."""
        before = self.kept()
        code, said = self.mem(*arguments)
        assert code == 1
        assert said.startswith("mem: ")
        assert len(said.splitlines()) == 1
        assert self.kept() == before
        assert [self.couple.keys(side) for side in SIDES] == [[], []]
        return said

    def kept(self) -> list[str]:
        """Every mentorship as it stands, and how long the history of each of the two is."""
        with self.couple.stage.database.read() as conn:
            people = [self.couple.person(side) for side in SIDES]
            histories = [len(events.last(conn, one, 10_000)) for one in people]
            return [*map(repr, mentorships.of(conn, people[0], live=False)), repr(histories)]

    def history(self, side: str, rule: str) -> list[dict[str, str]]:
        with self.couple.stage.database.read() as conn:
            found = events.last(conn, self.couple.person(side), 10_000)
        return [one for one in found if one["rule"] == rule]

    def differ(self) -> int:
        """The two keep their own terms, monthly against weekly; a coordinator was told."""
        made = self.couple.meet()
        self.couple.says("mentee", *AGREED)
        self.couple.says("mentor", "1", "2", "1", "3", "1", "1")
        self.couple.says("mentor", "2")
        self.couple.says("mentee", "2")
        return made


@pytest.fixture
def office(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    """Amal and Karim, who do not know each other yet, and the team; all by one clock."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "en")
    made = Terminal(database_url, capfd)
    monkeypatch.setattr(command, "wall_clock", made.couple.stage.clock)
    yield made
    made.couple.stage.database.close()


# -- looking ---------------------------------------------------------------------------------------


def test_a_pair_is_a_line_with_what_it_waits_for(office: Terminal) -> None:
    """Numbers for people, the state and since when, the next meeting, who owes an answer."""
    assert office.done() == "no running mentorships\n"
    made = office.couple.agree()
    office.couple.waits(days=1, hours=2)
    number, mentee, mentor, state, meets, doing, owed = office.done().rstrip("\n").split("\t")
    people = [office.couple.person(side) for side in SIDES]
    assert [number, mentee, mentor] == [str(made), f"mentee {people[0]}", f"mentor {people[1]}"]
    assert state.startswith("active since 20")
    assert (meets, doing) == (f"meets {NOTHING}", "too early to say")
    assert owed == "mentor owes times for 1 d; mentee owes times for 1 d"
    for side, number in zip(SIDES, ("2", "1"), strict=True):  # what suits one comes first
        office.couple.says(side, number)
    line = office.done("--person", str(people[1]))
    assert "meets 20" in line
    assert "nobody owes an answer" in line
    assert "Amal" not in line
    assert "Karim" not in line


def test_names_are_shown_to_whoever_asks_for_them(office: Terminal) -> None:
    """First names beside the numbers, each a line in that person's history."""
    made = str(office.couple.agree())
    assert "Amal" not in office.done()
    before = len(office.history("mentee", "seen:pairs"))
    for arguments in (("--names",), (made, "--names")):
        told = office.done(*arguments)
        for side, name in (("mentee", "Amal"), ("mentor", "Karim")):
            assert f"{side} {office.couple.person(side)} ({name}" in told
    assert len(office.history("mentee", "seen:pairs")) - before == 2
    assert len(office.history("mentor", "seen:pairs")) == 2


def test_the_list_keeps_what_was_said_in_private(office: Terminal) -> None:
    """A low rating is named as a reason to look, without its figure, its side or its words."""
    made = office.couple.hold()
    office.couple.says("mentee", "1", "1", "1", PRIVATE)
    office.couple.says("mentor", "1", "5", "1", "rien")
    office.couple.waits(days=14)
    for shown in (office.done(), office.done(str(made)), office.done("--at-risk")):
        assert PRIVATE not in shown
        assert "respect" not in shown
        assert "rating 1" not in shown
    assert "a low rating" in office.done(str(made))


def test_whoever_needs_somebody_most_comes_first(office: Terminal) -> None:
    """A silent side before two who are fine; the list ends where it is told to, and says so."""
    made = office.couple.agree()
    with office.couple.stage.database.begin() as conn:
        one = mentorships.load(conn, made)
        assert one is not None
        assert need(one.pair, office.couple.stage.now) == 0
        seat = replace(one.pair.mentor, rung=3)
        silent = replace(one.pair, mentor=seat)
        assert need(silent, office.couple.stage.now) == SILENT
        people = people_of(office)
        mentorships.save(conn, one, one.document, one.state, 1, ended=True)
        first, second = (
            mentorships.begin(conn, *people, None, 1, document=encode(pair), state="active")
            for pair, people in ((one.pair, people), (silent, people[::-1]))
        )
    listed = office.done().splitlines()
    assert [line.split("\t")[0] for line in listed] == [str(second), str(first)]
    assert "mentor is silent" in listed[0]
    assert [line.split("\t")[0] for line in office.done("--at-risk").splitlines()] == [str(second)]
    one_line, more = office.done("--limit", "1").splitlines()
    assert one_line.startswith(f"{second}\t")
    assert more.startswith("and 1 more")
    assert office.done("--state", "paused") == "no running mentorships\n"
    assert "no state of a running one" in office.refused("--state", "completed")


def people_of(office: Terminal) -> tuple[int, int]:
    return office.couple.person("mentee"), office.couple.person("mentor")


# -- acting ----------------------------------------------------------------------------------------


def test_terms_found_on_the_telephone_start_it(office: Terminal) -> None:
    """What the two differ on is shown, named in the command, signed for both, and told to both."""
    made = office.differ()
    told = office.done(str(made))
    assert (
        "they differ on rhythm: mentee usual (2 a month, then 1), mentor weekly (Every week)"
        in told
    )
    assert "they differ on months: mentee 6, mentor 3" in told
    assert "no_agreement" in told
    assert "for: months" in office.refused(str(made), "--agree", "rhythm=monthly")
    said = office.done(str(made), "--agree", "rhythm=monthly, months=6")
    assert said.startswith(f"mentorship {made} arbitrated: active\n")
    assert "no_agreement" in said
    for side in SIDES:
        assert "pair-agreement_signed" in office.couple.keys(side)
        assert office.couple.open(side) == "times-choice"
        (line,) = office.history(side, "mentorship:arbitrated")
        assert (line["rhythm"], line["months"]) == ("monthly", "6")
        assert line["by"]
    agreement = office.couple.pair(made).agreement
    assert agreement.mentor == agreement.mentee
    assert agreement.mentor == Choices("launch", "monthly", 6, "video", "fr", True, True)
    assert "would have to be one of agreed, contracting" in office.refused(
        str(made), "--agree", "rhythm=monthly"
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("rhythm=daily", "rhythm is one of usual, weekly, fortnightly, monthly, not daily"),
        ("months", "months is one of 3, 6, 9, 12, not nothing"),
        ("price=3", "price is no choice"),
        ("conduct=no", "conduct is one of yes, not no"),
        ("", "nothing is no choice"),
        (
            "rhythm=monthly,months=6",
            "for: purpose, channel, language, confidentiality, conduct",
        ),
    ],
)
def test_terms_that_cannot_be_signed_are_named(
    given: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is taken for granted of two of whom one has not chosen, least of all a promise."""
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "en")
    chosen = Choices("launch", confidentiality=True, conduct=True)
    pair = Pair("1", "contracting", 0, None, None, Agreement(mentor=chosen))  # type: ignore[arg-type]
    with pytest.raises(Mistake, match=told):
        command.terms(pair, given)


def test_a_report_that_was_looked_into_lets_words_pass_again(office: Terminal) -> None:
    """Until then the list says that they are held; a block stays, and is not told to the other."""
    made = office.couple.meet()
    office.couple.says("mentee", "signaler")
    assert "relay-held" in office.couple.says("mentor", "écrire à Amal : bonjour")
    assert "words are held by a report" in office.done()
    said = office.done(str(made), "--review")
    assert said.startswith(f"mentorship {made} reviewed: agreed, words pass again\n")
    assert "report, person" in said
    assert office.couple.keys("mentee") == ["pair-report_reviewed"]
    assert "débloquer" in office.couple.text("mentee")
    assert office.couple.keys("mentor") == []
    with office.couple.stage.database.read() as conn:
        assert {one.kind for one in alerts.open_alerts(conn)} == {"report"}
    assert "words are held" not in office.done()
    assert "relay-unreachable" in office.couple.says("mentor", "écrire à Amal : bonjour")
    office.couple.says("mentee", "débloquer")
    assert "relay-passed" in office.couple.says("mentor", "écrire à Amal : bonjour")


def test_whoever_met_a_hold_is_told_of_its_end(office: Terminal) -> None:
    """The reporter always; the other once they wrote in vain, and only while words really pass."""
    made = str(office.couple.meet())
    office.couple.says("mentee", "signaler")
    office.couple.says("mentee", "débloquer")
    office.done(made, "--review")
    assert office.couple.keys("mentee") == ["pair-report_reviewed"]
    assert "vous pouvez de nouveau vous écrire" in office.couple.text("mentee")
    assert office.couple.keys("mentor") == []  # who has met no hold learns of no report

    office.couple.says("mentee", "signaler")
    office.couple.says("mentee", "débloquer")
    assert "relay-held" in office.couple.says("mentor", "écrire à Amal : bonjour")
    office.done(made, "--review")
    assert office.couple.keys("mentee") == ["pair-report_reviewed"]
    assert office.couple.keys("mentor") == ["pair-words_pass"]
    assert "relay-passed" in office.couple.says("mentor", "écrire à Amal : bonjour")

    office.done(made, "--review")
    assert [office.couple.keys(side) for side in SIDES] == [[], []]  # nothing was held this time


def test_a_hold_ends_in_a_break_without_a_promise(office: Terminal) -> None:
    """While the pair is suspended nobody reads that they can write to each other."""
    made = str(office.couple.agree())
    office.couple.says("mentee", "signaler")
    office.couple.says("mentee", "débloquer")
    office.couple.says("mentor", "écrire à Amal : bonjour")
    office.done(made, "--suspend", "review")
    office.done(made, "--review")
    assert office.couple.keys("mentee") == ["pair-report_reviewed"]
    assert "de nouveau" not in office.couple.text("mentee")
    assert office.couple.keys("mentor") == []


def test_a_pair_is_suspended_and_goes_on(office: Terminal) -> None:
    """Both are told of each; a hold is a coordinator's to lift, and it is put once."""
    made = str(office.couple.confirm())
    assert "is one of illness" in office.refused(made, "--suspend", "Karim est malade")
    assert office.done(made, "--suspend", "illness").startswith(f"mentorship {made} suspended: ")
    for side in SIDES:
        assert "pair-suspended" in office.couple.keys(side)
        (line,) = office.history(side, "mentorship:suspended")
        assert line["reason"] == "illness"
    assert "paused until a coordinator lifts it" in office.done()
    assert "suspended already" in office.refused(made, "--suspend", "illness")
    assert office.done(made, "--lift") == f"mentorship {made} lifted: active\n"
    for side in SIDES:
        assert "pair-pause_over" in office.couple.keys(side)
    assert "cannot be lifted: it would have to be one of paused" in office.refused(made, "--lift")


def test_a_break_of_their_own_is_theirs_to_end(office: Terminal) -> None:
    """A coordinator lifts what coordinators held, and says until when the two have paused it."""
    made = str(office.couple.agree())
    office.couple.says("mentee", "pause du mentorat", "1")
    assert office.couple.pair(int(made)).state == "paused"
    assert "the two made this break themselves, until 20" in office.refused(made, "--lift")


@pytest.mark.parametrize(
    ("option", "reason", "state", "key"),
    [
        ("--dissolve", "terms", "ended_no_fault", "pair-ended"),
        ("--terminate", "conduct", "terminated", "pair-terminated"),
    ],
)
def test_a_pair_is_ended(office: Terminal, option: str, reason: str, state: str, key: str) -> None:
    """Nobody's fault, or for safety: each side reads it, and nothing is asked of the pair any more."""
    made = str(office.couple.confirm())
    said = office.done(made, option, reason)
    assert f": {state}\n" in said
    assert ("open alert" in said) == (state == "terminated")
    for side in SIDES:
        assert key in office.couple.keys(side)
    assert office.done() == "no running mentorships\n"
    assert f"is {state} and cannot be reviewed" in office.refused(made, "--review")
    assert f"is {state} and cannot be" in office.refused(made, option, reason)


def test_the_teams_chat_hears_of_an_end_for_safety(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a chat is set, whoever else is in the team reads the alert as well."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "12:abc")
    monkeypatch.setenv("COORDINATORS_CHAT", "telegram:-100")
    made = str(office.couple.agree())
    office.done(made, "--terminate", "safety")
    with office.couple.stage.database.read() as conn:
        rows = conn.execute(select(outbox.c.body).where(outbox.c.to_address == "-100")).all()
    assert [part.key for row in rows for part in decode_message(row.body).parts] == [ALERTED]


def test_what_makes_no_sense_is_said(office: Terminal) -> None:
    """A step without a pair, a pair that is not there, two steps at once."""
    assert "mem pairs ID --review" in office.refused("--review")
    assert "no mentorship 77" in office.refused("77", "--lift")
    assert "no mentorship 77" in office.refused("77")
    with pytest.raises(SystemExit):
        main(["pairs", "7", "--review", "--lift"])


def test_who_did_what_is_in_the_own_file(office: Terminal) -> None:
    """A line of the history holds codes: the mentorship, who, and the reason; no words."""
    made = office.couple.confirm()
    office.done(str(made), "--suspend", "travel")
    with office.couple.stage.database.read() as conn:
        own = queries.own_file(conn, office.couple.person("mentor"))
    assert own is not None
    (line,) = [one for one in own["history"] if one["rule"] == "mentorship:suspended"]
    assert line == {**line, "mentorship": str(made), "reason": "travel"}
    assert set(line) == {"at", "rule", "mentorship", "by", "reason"}
