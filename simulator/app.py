"""The simulator's web server: forms in, HTML out, and server-sent events for what comes live.

It listens on loopback only and has no login; `mem serve` does not know of it.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from bot.exports import read_export
from bot.speech import as_json
from core.ids import LANGUAGES
from simulator import handset, pages
from simulator.behind import look_behind, overview
from simulator.journey import journey_of, written
from simulator.personas import HABITS
from simulator.phone import (
    Action,
    Block,
    CannotDo,
    Edit,
    Phone,
    Repeat,
    SendMedia,
    Tap,
    Type,
    Unblock,
)
from simulator.room import SPANS, SPEEDS, Room, running
from storage import queries

OPEN = (1, 2)
"""The phones that stand on the page at first."""
MOST_PHONES = 4
SILENCE = 15.0
"""Seconds after which a line keeps an idle stream of events alive."""
SETTLE = 0.05
"""Seconds in which changes are gathered into one event."""

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
"""Names a browser may use; others are another site that points its name at us."""

ZONES = {
    "MA": ("Africa/Casablanca", "+2126610"),
    "FR": ("Europe/Paris", "+336120"),
    "CA": ("America/Toronto", "+151400"),
    "AE": ("Asia/Dubai", "+971500"),
    "US": ("America/New_York", "+121200"),
    "SN": ("Africa/Dakar", "+22177"),
}
"""Where an added phone is, and how its number begins."""

MEDIA = {"voice", "image", "location"}

STATIC = {"style.css": "text/css", "phone.js": "text/javascript"}


def make_app(room: Room) -> Starlette:
    """The pages over one room."""
    desk = Reception(room)
    routes = [
        Route("/", desk.page),
        Route("/live", desk.live),
        Route("/static/{name}", _static),
        Route("/clock/{span}", desk.jump, methods=["POST"]),
        Route("/speed", desk.set_speed, methods=["POST"]),
        Route("/phones", desk.add, methods=["POST"]),
        Route("/phones/{number:int}/journey", desk.journey),
        Route("/phones/{number:int}/persona", desk.hand_over, methods=["POST"]),
        Route("/phones/{number:int}/{verb}", desk.act, methods=["POST"]),
        Route("/exports/{token}", desk.export),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with running(room):
            yield

    guard = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    return Starlette(routes=routes, lifespan=lifespan, middleware=[guard])


class Reception:
    """Turns requests into what the room can do."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def page(self, request: Request) -> Response:
        """The page with the phones that the address names."""
        numbers = self._numbers(request)
        return HTMLResponse(await self._room.look(partial(self._page, numbers)))

    async def act(self, request: Request) -> Response:
        """Something done on a phone."""
        phone = self._room.phone(request.path_params["number"])
        if phone is None or phone is self._room.office:
            return PlainTextResponse("no such phone", 404)
        form = {name: str(value) for name, value in (await request.form()).items()}
        try:
            action = _action(phone, request.path_params["verb"], form)
            if action is not None:
                await self._room.change(lambda: self._room.act(phone, action))
        except CannotDo as refusal:
            return PlainTextResponse(str(refusal), 409)
        return self._back(request)

    async def hand_over(self, request: Request) -> Response:
        """Let a persona take a phone over, or give it back."""
        phone = self._room.phone(request.path_params["number"])
        habit = str((await request.form()).get("habit", ""))
        if phone is None or habit not in {"", *HABITS}:
            return PlainTextResponse("no such persona", 404)
        await self._room.change(lambda: self._room.hand_over(phone, habit))
        return self._back(request)

    async def jump(self, request: Request) -> Response:
        """Move the clock."""
        span = request.path_params["span"]
        if span not in {*SPANS, "next", "now"}:
            return PlainTextResponse("no such span", 404)
        await self._room.change(lambda: self._room.jump(span))
        return self._back(request)

    async def set_speed(self, request: Request) -> Response:
        """Let time run by itself, or stop it."""
        speed = str((await request.form()).get("speed", "0"))
        self._room.speed = SPEEDS.get(speed, 0)
        await self._room.change(lambda: None)
        return self._back(request)

    async def add(self, request: Request) -> Response:
        """One more phone, of somebody who has not written yet."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        number = await self._room.change(lambda: self._add(form))
        return RedirectResponse(f"/?phones={number}", 303)

    async def journey(self, request: Request) -> Response:
        """A phone's conversation as a file that the tests play back."""
        phone = self._room.phone(request.path_params["number"])
        if phone is None:
            return PlainTextResponse("no such phone", 404)
        if not phone.acts:
            return PlainTextResponse("nothing was said on this phone yet", 409)
        until = self._room.world.clock.now
        text = await asyncio.to_thread(lambda: written(journey_of(phone, until)))
        name = f"{phone.channel}-{phone.locale or 'xx'}-{len(phone.acts)}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return PlainTextResponse(text, headers=headers)

    async def export(self, request: Request) -> Response:
        """One's own data, as the assistant's web server gives it."""
        world = self._room.world
        person = read_export(world.desk.key, request.path_params["token"], world.clock.now)
        if person is None:
            return PlainTextResponse("this link is not valid any more", 404)

        def own() -> object:
            with world.database.read() as conn:
                return queries.own_file(conn, person)

        return Response(as_json(await self._room.look(own)), media_type="application/json")

    async def live(self, request: Request) -> Response:
        """What changes on the page, as it happens."""
        numbers = self._numbers(request)
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            self._changes(numbers), media_type="text/event-stream", headers=headers
        )

    async def _changes(self, numbers: list[int]) -> AsyncIterator[str]:
        seen: dict[int, tuple[int, int]] = {}
        with self._room.looking() as changed:
            first = True
            while not self._room.closing:
                if not first:
                    try:
                        await asyncio.wait_for(changed.wait(), SILENCE)
                    except TimeoutError:
                        yield ": still here\n\n"
                        continue
                    await asyncio.sleep(SETTLE)
                changed.clear()
                news = await self._room.look(partial(self._news, numbers, seen))
                first = False
                yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"

    def _news(self, numbers: list[int], seen: dict[int, tuple[int, int]]) -> dict[str, object]:
        """Pieces of the page to put in place of others, and bubbles to add."""
        room = self._room
        replace = {
            "clock": pages.clock_face(room),
            "side": pages.side(room, numbers, look_behind(room, numbers), overview(room)),
        }
        append: dict[str, str] = {}
        for number in numbers:
            phone = room.phone(number)
            if phone is None:
                continue
            replace[f"status-{number}"] = handset.status_bar(room, phone)
            length, rewritten = seen.get(number, (-1, -1))
            if rewritten != phone.rewritten or length <= 0:
                replace[f"screen-{number}"] = handset.screen(room, number, phone)
            elif length < len(phone.screen):
                append[f"screen-{number}"] = handset.bubbles(number, phone, length)
            if length != len(phone.screen) and phone is not room.office:
                replace[f"keys-{number}"] = handset.keys(number, phone)
                replace[f"below-{number}"] = handset.hints(number, phone)
            seen[number] = len(phone.screen), phone.rewritten
        return {"replace": replace, "append": append}

    def _page(self, numbers: list[int]) -> str:
        room = self._room
        return pages.page(room, numbers, look_behind(room, numbers), overview(room))

    def _add(self, form: Mapping[str, str]) -> int:
        room = self._room
        number = len(room.phones()) + 1
        country = form.get("country", "MA")
        zone, prefix = ZONES.get(country, ZONES["MA"])
        channel = form.get("channel", "whatsapp")
        locale = form.get("locale", "fr")
        if channel == "telegram":
            address = str(700_000_000 + number)
        else:
            channel, address = "whatsapp", f"{prefix}{number:0{12 - len(prefix)}d}"
        room.world.add_phone(
            channel,
            address,
            name=form.get("name", "").strip()[:60],
            locale=locale if locale in LANGUAGES else "fr",
            zone=zone,
        )
        return number

    def _numbers(self, request: Request) -> list[int]:
        asked = request.query_params.get("phones", "")
        numbers = [int(one) for one in asked.split(",") if one.isdecimal() and len(one) < 6]
        known = [one for one in dict.fromkeys(numbers) if self._room.phone(one) is not None]
        return known[:MOST_PHONES] or list(OPEN)

    @staticmethod
    def _back(request: Request) -> Response:
        """Nothing for a page that is told by events, the page itself for one without a script."""
        if request.headers.get("x-live"):
            return Response(status_code=204)
        return RedirectResponse(request.headers.get("referer", "/"), 303)


def _action(phone: Phone, verb: str, form: Mapping[str, str]) -> Action | None:
    """What a form means; None when there is nothing to do. Raises CannotDo."""
    text = form.get("text", "").strip()
    simple: Mapping[str, Callable[[], Action]] = {
        "repeat": Repeat,
        "block": Block,
        "unblock": Unblock,
    }
    if verb in simple:
        return simple[verb]()
    if verb == "type":
        return Type(text) if text else None
    if verb == "edit":
        return Edit(text) if text else None
    if verb == "media" and form.get("kind") in MEDIA:
        return SendMedia(form["kind"])  # type: ignore[arg-type]  # checked above
    if verb == "tap":
        return _tap(phone, form.get("button", ""))
    raise CannotDo(f"a phone cannot {verb}")


def _tap(phone: Phone, place: str) -> Tap:
    """The tap on the button at `bubble.position`."""
    bubble, _, position = place.partition(".")
    older: dict[str, int] = {}
    for shown in phone.bubbles():
        if str(shown.number) == bubble and position.isdecimal():
            for at, button in enumerate(shown.buttons):
                if at == int(position):
                    return Tap(button.label, older.get(button.label, 0))
            break
        for label in {button.label for button in shown.buttons}:
            older[label] = older.get(label, 0) + 1
    raise CannotDo("no such button")


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("no such file", 404)
    text = files("simulator").joinpath("static", name).read_text("utf-8")
    return Response(text, media_type=STATIC[name], headers={"Cache-Control": "no-cache"})
