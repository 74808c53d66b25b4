"""What changes on a page, as it happens: server-sent events with pieces of HTML."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial

from simulator import handset, pages
from simulator.aside import side
from simulator.behind import look_behind, overview
from simulator.bubble import bubbles, screen
from simulator.view import View

SILENCE = 15.0
"""Seconds after which a line keeps an idle stream of events alive."""
SETTLE = 0.05
"""Seconds in which changes are gathered into one event."""


async def changes(view: View) -> AsyncIterator[str]:
    """The stream for one page: everything at first, then what has changed, until the room closes."""
    seen: dict[int, tuple[int, int]] = {}
    with view.room.looking() as changed:
        first = True
        while not view.room.closing:
            if not first:
                try:
                    await asyncio.wait_for(changed.wait(), SILENCE)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                await asyncio.sleep(SETTLE)
            changed.clear()
            news = await view.room.look(partial(_news, view, seen))
            first = False
            yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"


def _news(view: View, seen: dict[int, tuple[int, int]]) -> dict[str, dict[str, str]]:
    """Pieces of the page to put in place of others, and bubbles to add."""
    room = view.room
    replace: dict[str, str] = {
        "clock": pages.clock_face(view),
        "side": side(view, look_behind(view), overview(view)),
    }
    append: dict[str, str] = {}
    for number in view.numbers:
        phone = room.phone(number)
        if phone is None:
            continue
        replace[f"status-{number}"] = handset.status_bar(view, phone)
        length, rewritten = seen.get(number, (-1, -1))
        if rewritten != phone.rewritten or length <= 0:
            replace[f"screen-{number}"] = screen(view, number, phone)
        elif length < len(phone.screen):
            append[f"screen-{number}"] = bubbles(view.say, number, phone, length)
        if length != len(phone.screen) and phone is not room.office:
            replace[f"keys-{number}"] = handset.keys(view.say, number, phone)
            replace[f"below-{number}"] = handset.hints(number, phone)
        seen[number] = len(phone.screen), phone.rewritten
    return {"replace": replace, "append": append}
