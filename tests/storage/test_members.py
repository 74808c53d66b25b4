"""Profiles in codes, and the export that other programs rely on."""

import json
from dataclasses import replace

from core.conversation.run import Run
from core.conversation.talk import Talk
from core.mentoring.consent import Consent
from core.mentoring.member import Member
from storage import consents, members, people
from storage.codec import encode
from storage.database import Database
from storage.schema import pledge
from tests.storage.rows import NOW, newcomer

PROFILE = Member(
    state="qualified",
    roles=("mentee",),
    name="Amal",
    birth_year=1990,
    kind="entrepreneur",
    country="MA",
    region="06",
    city="casablanca",
    timezone="Africa/Casablanca",
    sector="digital",
    trade="web_developer",
    stage="idea",
    intent="launch",
    needs=("finance/funding", "legal"),
    languages=("ar", "fr"),
    availability=("evening",),
    goal="Ouvrir ma boutique",
    pledge="signed",
    pillars=("invest",),
    verdict="qualified",
    reasons=("complete",),
    rules_version="1",
    more={"origin": "MA-03"},
)

PROMISED = [
    "id",
    "state",
    "language",
    "roles",
    "name",
    "birth_year",
    "kind",
    "country",
    "region",
    "city",
    "timezone",
    "sector",
    "stage",
    "intent",
    "needs",
    "offers",
    "languages",
    "capacity",
    "goal",
    "consents",
    "pledge",
    "addresses",
    "created_at",
    "updated_at",
]
"""The fields of design §5."""


def test_a_profile_comes_back_as_it_was(database: Database) -> None:
    """Saving and loading changes nothing, the second time either."""
    with database.begin() as conn:
        ana = newcomer(conn)
        members.save(conn, ana, replace(PROFILE, name="X"), NOW)
        members.save(conn, ana, PROFILE, NOW + 1)

        assert members.load(conn, ana) == PROFILE


def test_who_has_no_profile_has_none(database: Database) -> None:
    """Before onboarding is finished there is nothing to load."""
    with database.begin() as conn:
        assert members.load(conn, newcomer(conn)) is None


def test_the_export_has_the_promised_shape(database: Database) -> None:
    """Codes, not labels; times in ISO 8601 with offset; lists as lists."""
    with database.begin() as conn:
        ana = newcomer(conn)
        talk = Talk(language="fr", consented=True)
        people.save_talks(conn, [(ana, encode(talk), 0, 0)], NOW)
        consents.record(conn, ana, Consent("programme", "2026-11", "fr", True), NOW, channel="c")
        members.save(conn, ana, PROFILE, NOW)
        (exported,) = members.export(conn)

    assert set(PROMISED) <= set(exported)
    assert {
        "id": ana,
        "state": "qualified",
        "language": "fr",
        "roles": ["mentee"],
        "name": "Amal",
        "birth_year": 1990,
        "region": "06",
        "needs": ["finance/funding", "legal"],
        "offers": [],
        "capacity": 0,
        "pledge": "signed",
        "addresses": [{"channel": "console", "address": "ana", "status": "active"}],
        "created_at": "2026-09-21T14:13:20.000+00:00",
        "consents": [
            {
                "purpose": "programme",
                "version": "2026-11",
                "language": "fr",
                "given": True,
                "channel": "c",
                "at": "2026-09-21T14:13:20.000+00:00",
            }
        ],
    }.items() <= exported.items()
    assert exported == json.loads(json.dumps(exported))


def test_nothing_is_told_of_who_has_not_finished(database: Database) -> None:
    """Someone in onboarding is exported with that state and none of the answers so far."""
    answers = {"name": "Amal", "born": 1990, "home": "MA-06"}
    run = Run("r1", "onboarding", 1, answers, {"profile_name": "Amal B"})
    with database.begin() as conn:
        ana = newcomer(conn)
        talk = encode(Talk(language="fr", run=run))
        people.save_talks(conn, [(ana, talk, 0, 0)], NOW)
        (exported,) = members.export(conn)

    filled = {name for name, value in exported.items() if value not in (None, [])}
    assert {"id", "state", "addresses", "created_at", "updated_at"} == filled
    assert exported["state"] == "onboarding"
    assert "Amal" not in json.dumps(exported)


def test_who_refused_is_not_exported(database: Database) -> None:
    """An address that is about to be forgotten is nobody's any more."""
    with database.begin() as conn:
        people.set_status(conn, "forgotten", person_id=newcomer(conn))

        assert list(members.export(conn)) == []


def test_a_large_community_is_exported_whole(database: Database) -> None:
    """Reading in parts loses and repeats nobody."""
    count = 2 * members.CHUNK + 1
    with database.begin() as conn:
        ids = people.add_people(conn, ["{}"] * count, NOW)
        rows = [(one, "console", "t", f"a{one}", "", "active", False, 0, NOW) for one in ids]
        people.add_addresses(conn, rows)
    with database.read() as conn:
        exported = [one["id"] for one in members.export(conn)]

    assert sorted(ids) == exported


def test_a_pledge_is_kept_with_its_time_when_it_changes(database: Database) -> None:
    """Saving the same profile again is no new pledge; another answer is."""
    with database.begin() as conn:
        ana = newcomer(conn)
        for number, answer in enumerate(("", "signed", "signed", "later")):
            members.save(conn, ana, replace(PROFILE, pledge=answer), NOW + number)
        kept = conn.execute(pledge.select().order_by(pledge.c.id)).all()

    assert [(one.answer, one.at) for one in kept] == [("signed", NOW + 1), ("later", NOW + 3)]
