"""A couple to whom everything happens that happens on phones: bursts, old buttons, voice notes."""

import json
from typing import Any

from sqlalchemy import select

from core.conversation.message import Part
from core.conversation.update import Blocked, Content, Edited, Media, Tap, Text, Unblocked, Update
from core.mentoring.pair import Pair
from storage import inbox, mentorships
from storage.arrivals import Arrival
from storage.database import Database
from storage.schema import outbox
from tests.handlers import machine
from tests.handlers.couple import Couple
from tests.storage.rows import ACCOUNT, CHANNEL

VOICE = "console:voice-1"
"""Where the channel would find a voice note again."""
PICTURE = "console:picture-1"
"""And a picture."""


def parse(payload: str) -> Update:
    """What a phone sent: plain words, or JSON for all that is not typed."""
    if not payload.startswith("{"):
        return machine.parse(payload)
    given = json.loads(payload)
    at = machine.parse("-").at
    content: Content
    match given["kind"]:
        case "tap":
            content = Tap(given["token"], given["title"])
        case "voice":
            content = Media("voice", given["caption"], VOICE, "audio/ogg", size=4_000)
        case "image":
            content = Media("image", given["caption"], PICTURE, "image/jpeg", size=9_000)
        case "edited":
            content = Edited(given["text"])
        case "blocked":
            content = Blocked()
        case "unblocked":
            content = Unblocked()
        case _:
            content = Text(given["text"])
    return Update(content, at, locale="fr", quoted=given.get("quoted", ""))


class Mishaps(Couple):
    """A couple whose phones do more than send one message after the other."""

    def __init__(self, database: Database, language: str = "fr") -> None:
        super().__init__(database, language, parse={CHANNEL: parse})

    # -- what happens -----------------------------------------------------------------------------

    def sends(self, side: str, kind: str, **more: Any) -> list[str]:
        """Something that is not typed; the keys of what is read afterwards."""
        return self.says(side, json.dumps({"kind": kind, **more}))

    def speaks(self, side: str, caption: str = "") -> list[str]:
        """A voice note."""
        return self.sends(side, "voice", caption=caption)

    def taps(self, side: str, key: str, option: str) -> list[str]:
        """A button under the last message that had the part `key`, however old."""
        token = f"{self.last(side, key).token}.{option}"
        return self.sends(side, "tap", token=token, title=option)

    def replies(self, side: str, key: str, text: str, *, place: int = -1) -> list[str]:
        """Words that quote the last message with the part `key`, or the one at `place` of them."""
        with self.stage.database.read() as conn:
            found = conn.execute(
                select(outbox.c.id)
                .where(outbox.c.to_address == side, outbox.c.body.like(f'%"{key}"%'))
                .order_by(outbox.c.id)
            ).all()
        assert found, f"{side} never read {key}"
        return self.sends(side, "text", text=text, quoted=f"m{found[place].id}")

    def bursts(self, side: str, *texts: str, together: bool) -> list[str]:
        """Several messages within three seconds: handled one by one, or all in one transaction."""
        self.heard[side] = []
        step = 3000 // len(texts)
        for text in texts:
            self._arrives(side, text)
            self.stage.clock.wait(milliseconds=step)
            if not together:
                while self.stage.worker.step():
                    pass
        while self.stage.worker.step():
            pass
        self.settle()
        return self.keys(side)

    def _arrives(self, side: str, text: str) -> None:
        stage = self.stage
        stage.count += 1
        arrival = Arrival(CHANNEL, ACCOUNT, f"e{stage.count}", side, text, stage.now)
        with stage.database.begin() as conn:
            inbox.record(conn, [arrival], stage.desk.key)

    # -- what can be seen -------------------------------------------------------------------------

    @property
    def shared(self) -> Pair:
        """The only mentorship there is."""
        mentee = self.person("mentee")
        with self.stage.database.read() as conn:
            (one,) = mentorships.of(conn, mentee, live=False)
        return one.pair

    def last(self, side: str, key: str) -> Part:
        """The last part with this key that this side has ever read."""
        for address, _, message in reversed(self.read):
            for part in message.parts:
                if address == side and part.key == key:
                    return part
        raise AssertionError(f"{side} never read {key}")

    def sees(self, side: str, *keys: str) -> None:
        """Each of these has come since this side last wrote."""
        missing = [key for key in keys if key not in self.keys(side)]
        assert not missing, f"{side} does not see {missing} in {self.keys(side)}"
        for message in self.heard[side]:
            assert message.language == self.language, (message.language, self.keys(side))
