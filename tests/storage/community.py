"""A person about whom everything is stored, under words that occur nowhere else."""

from sqlalchemy import Connection

from core.conversation.run import Run
from core.conversation.talk import Prompt, Talk
from core.duration import at
from core.mentoring.consent import Consent
from core.mentoring.member import Member
from storage import (
    alerts,
    consents,
    events,
    inbox,
    links,
    members,
    outbox,
    outcomes,
    people,
    runs,
    timers,
)
from storage.codec import encode
from storage.outbox import OwedRow
from tests.storage.rows import ACCOUNT, CHANNEL, KEY, NOW, arrival, receive


def settle_in(conn: Connection, name: str) -> int:
    """Give `name` a row in every table; each of their words contains their name."""
    handle = f"{name}-handle"
    receive(
        conn,
        arrival(f"{name}-event-1", handle, f"{name}-payload-1", alt=f"{name}-alt"),
        arrival(f"{name}-event-2", handle, f"{name}-payload-2", alt=f"{name}-alt"),
    )
    person_id = people.find_person(conn, handle)
    assert person_id is not None
    claimed = inbox.claim(conn, 100, NOW)
    mine = [one for one in claimed.letters if one.person_id == person_id]
    inbox.finish(conn, [(one.id, "done", "") for one in mine], NOW)
    answers = {"name": f"{name}-answer"}
    run = Run(f"{name}-run", "onboarding", 1, answers, {"profile_name": f"{name}-fact"})
    talk = Talk(language="fr", run=run, prompt=Prompt("goal"), consented=True, profile=answers)
    people.save_talks(conn, [(person_id, encode(talk), 0, NOW + 1)], NOW)
    profile = Member(
        state="qualified",
        roles=("mentee",),
        name=f"{name}-name",
        goal=f"{name}-goal",
        pledge="signed",
        more={"origin": f"{name}-more"},
    )
    members.save(conn, person_id, profile, NOW, language="fr")
    consent = Consent("programme", "2026-11", "fr", given=True)
    consents.record(
        conn, person_id, consent, NOW, channel=CHANNEL, account=ACCOUNT, event_id=f"{name}-event-1"
    )
    runs.finish(conn, person_id, run, "done", answers, now=NOW)
    events.record(conn, [(person_id, NOW, "answer:name", encode({"x": f"{name}-event-fact"}))])
    alerts.raise_alert(conn, person_id, "human", "normal", NOW)
    timers.set_timer(conn, person_id, "erase", at(NOW), facts={"x": f"{name}-timer"})
    links.offer(conn, f"{name}-code", person_id, NOW, key=KEY)
    address = people.addresses_of(conn, [person_id])[0]
    outbox.owe(
        conn,
        [
            OwedRow(
                f"{name}-key-{number}",
                person_id,
                address.id,
                CHANNEL,
                ACCOUNT,
                handle,
                f'{{"language":"fr","parts":[{{"key":"{name}-body-{number}"}}]}}',
            )
            for number in range(3)
        ],
        NOW,
    )
    claimed_rows = outbox.claim(conn, CHANNEL, ACCOUNT, NOW, 100, 1000)
    for one in claimed_rows:
        if one.person_id == person_id:
            outcomes.settle(conn, [outcomes.Accepted(one.id, f"{name}-provider-id")], NOW)
    return person_id
