"""`mem templates push|status|check`: the WhatsApp templates at Twilio, from `locales/`."""

import argparse
import asyncio
from collections.abc import Iterator, Mapping
from importlib.resources import files

from fluent.syntax import FluentParser, ast

from bot.channels.protocol import SendError
from bot.channels.whatsapp_content import SHAPES, Registered, friendly_name
from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, reading, writing
from bot.flows.templates import TEMPLATES
from bot.settings import Settings, load_settings, wall_clock
from bot.templates.approvals import Approvals, wanted
from bot.templates.forms import broken_rules
from bot.templates.verdicts import drift, keep
from bot.words.book import FILES
from core.languages import LANGUAGES
from storage import templates
from storage.database import DatabaseUnavailable
from storage.templates import TemplateRow

UNUSABLE = ("rejected", "paused", "disabled")
"""Verdicts that somebody has to look at."""

WRONG_KEYS = "20003"
"""Twilio's code for an account and a token that do not belong together."""
NOT_OURS = "(TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN do not belong together)"


def run(arguments: argparse.Namespace) -> int:
    """Push, show or check; the code is 1 when a template cannot be used or must not be pushed."""
    settings = load_settings()
    if arguments.action == "check":
        return _check(settings)
    wrong = list(broken_rules()) if arguments.action == "push" else []
    for line in wrong:
        print(line)
    if wrong:
        raise Mistake("nothing was pushed: WhatsApp would reject these words")
    known = asyncio.run(_asked(settings, push=arguments.action == "push"))
    _keep(settings, known)
    for line in _table(known):
        print(line)
    bad = [one for one in wanted() if _status(one.content_name, known) in UNUSABLE]
    return 1 if bad else 0


async def _asked(settings: Settings, *, push: bool) -> dict[str, Registered]:
    """What Twilio has, after pushing what is missing."""
    from bot.channels.whatsapp import WhatsApp  # noqa: PLC0415 - `check` needs no SDK
    from bot.channels.whatsapp_templates import TwilioTemplates  # noqa: PLC0415 - as above

    if not settings.twilio_account_sid:
        raise Mistake("TWILIO_ACCOUNT_SID: is required, the templates are kept at Twilio")
    channel = WhatsApp(
        settings.twilio_account_sid,
        settings.twilio_auth_tokens[0],
        api_url=settings.twilio_api_url,
    )
    scale = settings.patience

    async def pause(seconds: float) -> None:
        print(f"Twilio is busy or away, trying again in {seconds * scale:.0f} s")
        await asyncio.sleep(seconds * scale)

    approvals = Approvals(TwilioTemplates(channel), tell=print, pause=pause)
    try:
        return await (approvals.push() if push else approvals.look())
    except SendError as error:
        again = "; what is done is done, push again later" if push else ""
        keys = f" {NOT_OURS}" if str(error) == WRONG_KEYS else ""
        raise Mistake(f"Twilio: {type(error).__name__} {error}{keys}{again}") from None
    finally:
        await channel.close()


def _keep(settings: Settings, known: Mapping[str, Registered]) -> None:
    """Store what was seen: a running service uses the verdicts from now on."""
    now = round(wall_clock().timestamp() * 1000)
    with writing(settings) as database, acting(database) as conn:
        keep(conn, settings.twilio_account_sid, known, now)


def _table(known: Mapping[str, Registered]) -> Iterator[str]:
    """A line for each template and language, and one for the buttons of ordinary questions."""
    yield f"{'TEMPLATE':<18}{'LANGUAGE':<10}{'KIND':<8}{'VERSION':<10}STATUS"
    for one in wanted():
        found = known.get(one.content_name)
        reason = f" ({found.reason})" if found and found.reason else ""
        status = f"{_status(one.content_name, known)}{reason}"
        template = one.template
        yield f"{template.name:<18}{one.language:<10}{template.kind:<8}{one.version:<10}{status}"
    made = sum(friendly_name(shape) in known for shape in SHAPES)
    yield f"buttons inside the 24 hours: {made} of {len(SHAPES)} shapes"


def _status(name: str, known: Mapping[str, Registered]) -> str:
    return known[name].status if name in known else "not pushed"


def _check(settings: Settings) -> int:
    """Without asking Twilio: the words, WhatsApp's rules, and what changed since the last push."""
    wrong = [*broken_rules(), *_unknown_keys()]
    stored = _stored(settings)
    wrong += drift(stored)
    for line in wrong:
        print(line)
    pushed = len({(row.name, row.language) for row in stored})
    print(
        f"{len(TEMPLATES)} templates in {len(LANGUAGES)} languages, {pushed} pushed,"
        f" {len(wrong)} to put right"
    )
    return 1 if wrong else 0


def _unknown_keys() -> Iterator[str]:
    """Keys that a template stands for although their file has no such message (any more)."""
    for template in TEMPLATES:
        for key in template.keys:
            name, _, message = key.partition("-")
            if (
                name in FILES
                and message
                and not any(
                    one == message or one.startswith(f"{message}-") for one in message_ids(name)
                )
            ):
                yield f"{template.name}: no message is called {key}"


def message_ids(name: str) -> list[str]:
    """The messages of a file of words, with dashes as in the table of templates."""
    source = (files("locales") / "fr" / f"{name}.ftl").read_text("utf-8")
    parsed = FluentParser().parse(source).body
    return [one.id.name.replace("_", "-") for one in parsed if isinstance(one, ast.Message)]


def _stored(settings: Settings) -> list[TemplateRow]:
    """What was pushed, as far as a database knows."""
    try:
        with reading(settings) as database, database.read() as conn:
            return templates.pushed(conn, settings.twilio_account_sid)
    except DatabaseUnavailable:
        return []
