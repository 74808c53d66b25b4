"""A coordinator's list of people, from CSV to rows that can be trusted, with every bad line named."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from core.understanding.normal import fold

HOME_REGION = "MA"
"""Numbers without a country code are Moroccan."""
LARGEST = 5_000_000
MOST_LINES = 50_000
LONGEST_NAME = 120
NO_TEXT = "this is no CSV: in the spreadsheet choose “Save as” and “CSV UTF-8”"
ABOVE = 10
"""Lines a title may take above the one that names the columns."""
ROUNDED = "the spreadsheet has rounded it; make the column text, and type the number again"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "phone": (
        *("phone", "telephone", "tel", "gsm", "mobile", "whatsapp", "numero", "phone number"),
        *(
            "numero de telephone",
            "n de telephone",
            "no de telephone",
            "n tel",
            "n gsm",
            "no gsm",
            "no tel",
        ),
        *(
            "portable",
            "tel portable",
            "tel mobile",
            "telephone portable",
            "telephone mobile",
            "num tel",
        ),
        *("telephone whatsapp", "numero whatsapp", "n whatsapp", "tel whatsapp"),
        *("الهاتف", "هاتف", "رقم الهاتف", "واتساب"),
    ),
    "telegram": ("telegram", "telegram id", "تلغرام"),
    "name": ("name", "full name", "nom", "nom complet", "nom et prenom", "prenom et nom", "الاسم"),
    "first": ("first name", "prenom", "الاسم الشخصي"),
    "last": ("last name", "family name", "nom de famille", "الاسم العائلي"),
    "role": ("role", "roles", "profil", "الدور"),
    "language": ("language", "langue", "lang", "langue parlee", "اللغة"),
}
"""Headers as people write them; case, accents and punctuation do not matter."""

ROLES: Mapping[str, tuple[str, ...]] = {
    "mentor": ("mentor", "mentors", "mentor(e)", "accompagnateur", "accompagnatrice", "مرشد"),
    "mentee": (
        *("mentee", "mentees", "mentoree", "mentore(e)", "accompagne", "accompagnee"),
        *("accompagne(e)", "porteur de projet", "porteuse de projet", "مستفيد"),
    ),
    "both": (
        *("both", "les deux", "mentor et mentee", "mentor mentee", "mentor et mentore"),
        "كلاهما",
    ),
}
MENTORED = "mentoré"
"""With its accent whoever is accompanied; without it a woman who accompanies may be meant as well."""
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "fr": ("fr", "francais", "french", "الفرنسية"),
    "ar": ("ar", "arabe", "arabic", "العربية", "darija"),
    "en": ("en", "anglais", "english", "الإنجليزية"),
}


class UnreadableList(Exception):  # noqa: N818 - says what it is
    """The file as a whole cannot be read as a list of people."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the list: where to write, and what little is taken over."""

    line: int
    channel: str
    address: str
    name: str
    roles: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be taken, and why; `line` counts from 1 with the header."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file says: good lines, bad lines, headers that are not used, and those that are read
    with what each was taken for.
    """

    entries: tuple[Entry, ...]
    bad: tuple[BadLine, ...]
    unused: tuple[str, ...]
    read: tuple[tuple[str, str], ...]


def read_roster(raw: bytes) -> Roster:
    """The people in a CSV file as spreadsheets write them.

    UTF-8, UTF-16 with a mark, or Windows' Western encoding; commas, semicolons or tabs; a quote
    that disarms a formula is taken off. Raises UnreadableList.
    """
    if raw.startswith(b"PK"):
        raise UnreadableList(NO_TEXT)
    if len(raw) > LARGEST:
        raise UnreadableList("the file is larger than 5 MB")
    text = _decoded(raw)
    header, columns, rows = _headed(text)
    unused = tuple(
        title.strip() for at, title in enumerate(header) if at not in columns and title.strip()
    )
    entries: list[Entry] = []
    bad: list[BadLine] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if number > MOST_LINES:
            raise UnreadableList(f"the file has more than {MOST_LINES} lines")
        found = _entry(number, row, columns, len(header))
        if isinstance(found, Entry):
            first = seen.setdefault((found.channel, found.address), number)
            if first != number:
                found = BadLine(number, f"the same person as in line {first}")
        if isinstance(found, Entry):
            entries.append(found)
        else:
            bad.append(found)
    read = tuple((header[at].strip(), name) for at, name in columns.items())
    return Roster(tuple(entries), tuple(bad), unused, read)


def phone_address(text: str) -> str | None:
    """`whatsapp:+E164` of a number as people write it, or None when there is no such number."""
    bare = re.sub(r"^\s*(https?://)?(wa\.me|api\.whatsapp\.com/send\?phone=)/?", "+", text)
    bare = re.sub(r"^\+\++", "+", bare.removeprefix("whatsapp:"))
    try:
        number = phonenumbers.parse(bare, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"whatsapp:{e164}"


def _entry(number: int, row: list[str], columns: Mapping[int, str], width: int) -> Entry | BadLine:
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        return BadLine(number, f"has {len(row)} cells, the header has {width}")
    cells: dict[str, str] = {}
    for at, name in columns.items():  # of two columns for one thing, the first that says something
        if at < len(row) and not cells.get(name):
            cells[name] = _cell(row[at])
    phone, telegram = cells.get("phone", ""), cells.get("telegram", "")
    if phone:
        address = phone_address(phone)
        if address is None:
            lost = f": {ROUNDED}" if re.fullmatch(r"[\d.,]+[eE]\+?\d+", phone) else ""
            return BadLine(number, f"{phone!r} is not a valid telephone number{lost}")
        channel = "whatsapp"
    elif re.fullmatch(r"[1-9]\d{4,15}", telegram):
        channel, address = "telegram", telegram
    else:
        return BadLine(
            number, f"{telegram!r} is not a Telegram id" if telegram else "no telephone number"
        )
    name = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    if len(name) > LONGEST_NAME:
        return BadLine(number, f"the name is longer than {LONGEST_NAME} characters")
    if name and not any(letter.isalpha() for letter in name):
        return BadLine(number, f"{name!r} is not a name")
    role = _role(cells.get("role", ""))
    if role is None:
        return BadLine(number, f"{cells['role']!r} is not a role (mentor, mentee, both)")
    language = _among(LANGUAGES, cells.get("language", ""))
    if language is None:
        return BadLine(number, f"{cells['language']!r} is not a language (fr, ar, en)")
    roles = ("mentor", "mentee") if role == "both" else (role,) if role else ()
    return Entry(number, channel, address, name, roles, language)


def _cell(text: str) -> str:
    """A cell without spaces around it and without the quote that disarmed a formula."""
    cell = "".join(letter for letter in text if letter.isprintable() or letter == " ").strip()
    return cell.removeprefix("'")


def _role(text: str) -> str | None:
    """As `_among` the roles, where an accent decides."""
    return (
        "mentee"
        if unicodedata.normalize("NFC", text).casefold() == MENTORED
        else _among(ROLES, text)
    )


def _among(table: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """The code a word stands for; empty for no word, None for an unknown one."""
    folded = fold(text)
    if not folded:
        return ""
    return next((code for code, words in table.items() if folded in map(fold, words)), None)


def _headed(text: str) -> tuple[list[str], dict[int, str], Iterator[tuple[int, list[str]]]]:
    """The line that names the columns, what they are by their place, and the rows below it."""
    top = "\n".join(text.split("\n", ABOVE + 1)[:ABOVE])
    for delimiter in sorted(",;\t", key=top.count, reverse=True):
        rows = _rows(text, delimiter)
        for number, header in rows:
            columns = {at: known for at, title in enumerate(header) if (known := _column(title))}
            if {"phone", "telegram"} & set(columns.values()):
                return header, columns, rows
            if number >= ABOVE:
                break
    raise UnreadableList(
        "no column is called telephone (or GSM, mobile, WhatsApp) or telegram:"
        " name the columns in the first line"
    )


def _column(title: str) -> str:
    words = " ".join(re.findall(r"\w+", fold(title.replace("_", " "))))
    return next((name for name, titles in COLUMNS.items() if words in map(fold, titles)), "")


def _decoded(raw: bytes) -> str:
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        if raw.startswith(mark):
            encodings: tuple[str, ...] = ("utf-16",)
            break
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise UnreadableList(NO_TEXT)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableList("the file is neither UTF-8 nor Windows text: save it as “CSV UTF-8”")


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows; the number is that of the row's last line in the file."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise UnreadableList(f"line {reader.line_num}: {error}") from None
