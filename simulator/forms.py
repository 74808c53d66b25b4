"""What the page's forms mean for a phone."""

from collections.abc import Callable, Mapping

from core.languages import LANGUAGES
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
from simulator.world import World

COUNTRIES = {
    "MA": ("Africa/Casablanca", "+2126610"),
    "FR": ("Europe/Paris", "+336120"),
    "CA": ("America/Toronto", "+151400"),
    "AE": ("Asia/Dubai", "+971500"),
    "US": ("America/New_York", "+121200"),
    "SN": ("Africa/Dakar", "+22177"),
}
"""Where an added phone is, and how its number begins."""

MEDIA = {"voice", "image", "location"}


def action_of(phone: Phone, verb: str, form: Mapping[str, str]) -> Action | None:
    """What the form `verb` asks of a phone; None when there is nothing to do. Raises CannotDo."""
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


def add_phone(world: World, number: int, form: Mapping[str, str]) -> Phone:
    """A stranger's phone, as the form describes it; `number` makes its address unique."""
    zone, prefix = COUNTRIES.get(form.get("country", ""), COUNTRIES["MA"])
    locale = form.get("locale", "fr")
    telegram = form.get("channel") == "telegram"
    address = str(700_000_000 + number) if telegram else f"{prefix}{number:0{12 - len(prefix)}d}"
    return world.add_phone(
        "telegram" if telegram else "whatsapp",
        address,
        name=form.get("name", "").strip()[:60],
        locale=locale if locale in LANGUAGES else "fr",
        zone=zone,
    )
