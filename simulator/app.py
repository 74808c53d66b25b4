"""The simulator's web server: forms in, HTML out, and server-sent events for what comes live.

It listens on loopback only and has no login; `mem serve` does not know of it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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

from bot.attachments.links import read_export
from bot.attachments.own_data import MEDIA_TYPE, own_data
from bot.channels.protocol import File
from core.languages import LANGUAGES
from simulator.attached import file_of
from simulator.behind import look_behind, overview
from simulator.forms import action_of, add_phone
from simulator.guard import Guard
from simulator.journey import journey_of, written
from simulator.live import changes
from simulator.manners import MANNERS
from simulator.pages import page
from simulator.personas import HABITS
from simulator.phone import CannotDo
from simulator.room import SPANS, SPEEDS, Room, running
from simulator.view import View
from simulator.words import preferred, words

OPEN = (1, 2)
"""The phones that stand on the page at first."""
MOST_PHONES = 4
COOKIE = "words"
"""Holds the language somebody has chosen for the page."""

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
"""Names a browser may use; others are another site that points its name at us."""

STATIC = {"style.css": "text/css", "phone.js": "text/javascript"}


def make_app(room: Room) -> Starlette:
    """The pages over one room."""
    desk = Reception(room)
    routes = [
        Route("/", desk.page),
        Route("/live", desk.live),
        Route("/static/{name}", _static),
        Route("/clock/{span}", desk.jump, methods=["POST"]),
        Route("/words", desk.choose, methods=["POST"]),
        Route("/speed", desk.set_speed, methods=["POST"]),
        Route("/phones", desk.add, methods=["POST"]),
        Route("/phones/{number:int}/journey", desk.journey),
        Route("/phones/{number:int}/persona", desk.hand_over, methods=["POST"]),
        Route("/phones/{number:int}/attached/{shown:int}", desk.attached),
        Route("/phones/{number:int}/{verb}", desk.act, methods=["POST"]),
        Route("/exports/{token}", desk.export),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with running(room):
            yield

    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(Guard)]
    return Starlette(routes=routes, lifespan=lifespan, middleware=guards)


class Reception:
    """Turns requests into what the room can do."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def page(self, request: Request) -> Response:
        """The page with the phones that the address names."""
        view = self._view(request)
        text = await self._room.look(lambda: page(view, look_behind(view), overview(view)))
        return HTMLResponse(text, headers={"Vary": "Accept-Language, Cookie"})

    async def choose(self, request: Request) -> Response:
        """The language of the page's own words, kept in a cookie."""
        language = str((await request.form()).get("language", ""))
        if language not in LANGUAGES:
            return PlainTextResponse("no such language", 404)
        response = RedirectResponse(request.headers.get("referer", "/"), 303)
        response.set_cookie(COOKIE, language, httponly=True, samesite="strict")
        return response

    async def act(self, request: Request) -> Response:
        """Something done on a phone."""
        phone = self._room.phone(request.path_params["number"])
        if phone is None or phone is self._room.office:
            return PlainTextResponse("no such phone", 404)
        form = {name: str(value) for name, value in (await request.form()).items()}
        try:
            action = action_of(phone, request.path_params["verb"], form)
            if action is not None:
                await self._room.change(lambda: self._room.act(phone, action))
        except CannotDo as refusal:
            return PlainTextResponse(str(refusal), 409)
        return self._back(request)

    async def hand_over(self, request: Request) -> Response:
        """Let a persona take a phone over, or give it back."""
        phone = self._room.phone(request.path_params["number"])
        habit = str((await request.form()).get("habit", ""))
        if phone is None or habit not in {"", *HABITS, *MANNERS}:
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
        number = len(self._room.phones()) + 1
        await self._room.change(lambda: add_phone(self._room.world, number, form))
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

        def own() -> bytes | None:
            with world.database.read() as conn:
                return own_data(conn, person)

        return Response(await self._room.look(own), media_type=MEDIA_TYPE)

    async def attached(self, request: Request) -> Response:
        """What came with a message: its calendar file or its picture."""
        phone = self._room.phone(request.path_params["number"])
        number = request.path_params["shown"]
        bubbles = phone.bubbles() if phone is not None else ()
        one = next((bubble for bubble in bubbles if bubble.number == number), None)

        def found() -> File | None:
            if phone is None or one is None:
                return None
            with self._room.world.database.read() as conn:
                return file_of(conn, phone, one)

        file = await self._room.look(found)
        if file is None:
            return PlainTextResponse("nothing came with this message", 404)
        return Response(
            file.content,
            media_type=file.media_type,
            headers={"Content-Disposition": f'inline; filename="{file.name}"'},
        )

    async def live(self, request: Request) -> Response:
        """What changes on the page, as it happens."""
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            changes(self._view(request)), media_type="text/event-stream", headers=headers
        )

    def _view(self, request: Request) -> View:
        """The phones that the address names, in the language of whoever looks."""
        language = preferred(
            request.cookies.get(COOKIE, ""), request.headers.get("accept-language", "")
        )
        asked = request.query_params.get("phones", "")
        numbers = [int(one) for one in asked.split(",") if one.isdecimal() and len(one) < 6]
        known = [one for one in dict.fromkeys(numbers) if self._room.phone(one) is not None]
        return View(self._room, words(language), tuple(known[:MOST_PHONES]) or OPEN)

    @staticmethod
    def _back(request: Request) -> Response:
        """Nothing for a page that is told by events, the page itself for one without a script."""
        if request.headers.get("x-live"):
            return Response(status_code=204)
        return RedirectResponse(request.headers.get("referer", "/"), 303)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("no such file", 404)
    text = files("simulator").joinpath("static", name).read_text("utf-8")
    return Response(text, media_type=STATIC[name], headers={"Cache-Control": "no-cache"})
