"""A coordinator's list: read as spreadsheets write it, every bad line named, nothing half-done."""

import csv
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.export import armed, disarmed, write_csv
from bot.roster import UnreadableList, phone_address, read_roster

LINES = (
    "Nom;Téléphone;Rôle;Langue\nAmal;0612345678;mentee;fr\nKarim;+33 6 12 34 56 78;Mentor;arabe\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_list_is_read_however_it_was_saved(encoding: str, delimiter: str, newline: str) -> None:
    """Encodings with and without marks, three delimiters, two line ends."""
    raw = LINES.replace(";", delimiter).replace("\n", newline).encode(encoding)
    roster = read_roster(raw)
    assert roster.bad == ()
    assert [(e.line, e.address, e.name, e.roles, e.language) for e in roster.entries] == [
        (2, "whatsapp:+212612345678", "Amal", ("mentee",), "fr"),
        (3, "whatsapp:+33612345678", "Karim", ("mentor",), "ar"),
    ]


@pytest.mark.parametrize(
    "number",
    [
        *("0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "212612345678"),
        *("+212612345678", "+212 6 12 34 56 78", "00212612345678", "+212 (0)6 12 34 56 78"),
        *("٠٦١٢٣٤٥٦٧٨", "+٢١٢٦١٢٣٤٥٦٧٨", "https://wa.me/212612345678", "wa.me/212612345678"),
        *("whatsapp:+212612345678", "\u202a+212 612-345678\u202c", " 0612345678 "),
    ],
)
def test_a_moroccan_number_has_one_address(number: str) -> None:
    """Reliability §10: the shapes in which people write one and the same number."""
    assert phone_address(number) == "whatsapp:+212612345678"


@pytest.mark.parametrize("number", ["", "123", "06123", "abc", "+2126", "0612345678901"])
def test_what_is_no_number_is_none(number: str) -> None:
    """Nothing is guessed."""
    assert phone_address(number) is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Amal;123;mentee;fr", "'123' is not a valid telephone number"),
        ("Amal;;mentee;fr", "no telephone number"),
        ("Amal;0612345678;king;fr", "'king' is not a role (mentor, mentee, both)"),
        ("Amal;0612345678;mentee;kl", "'kl' is not a language (fr, ar, en)"),
        ("12345;0612345678;mentee;fr", "'12345' is not a name"),
        ("x" * 130 + ";0612345678;;", "the name is longer than 120 characters"),
        ("Amal;0612345678;mentee;fr;extra", "has 5 cells, the header has 4"),
        ("Karim;00 33 6 12 34 56 78;;", "the same person as in line 3"),
    ],
)
def test_a_bad_line_is_named_with_its_number(line: str, why: str) -> None:
    """The number is the file's, the reason is for people."""
    roster = read_roster((LINES + line + "\n").encode())
    assert [(bad.line, bad.why) for bad in roster.bad] == [(4, why)]
    assert len(roster.entries) == 2


def test_a_line_break_inside_a_cell_does_not_shift_the_numbers() -> None:
    """The number is that of the line in the file where the row ends."""
    raw = b'name,phone\n"Amal\nAlaoui",0612345678\nX,1\n'
    roster = read_roster(raw)
    assert roster.entries[0].name == "AmalAlaoui"
    assert [bad.line for bad in roster.bad] == [4]


@pytest.mark.parametrize(
    ("word", "roles"),
    [
        *(("Mentoré", ("mentee",)), ("Mentore\u0301", ("mentee",)), ("MENTORÉE", ("mentee",))),
        *(("mentoree", ("mentee",)), ("Mentoré(e)", ("mentee",)), ("Accompagnée", ("mentee",))),
        *(("Porteuse de projet", ("mentee",)), ("Mentor", ("mentor",)), ("mentor(e)", ("mentor",))),
        *(("Accompagnatrice", ("mentor",)), ("Les deux", ("mentor", "mentee")), ("", ())),
    ],
)
def test_whoever_is_accompanied_does_not_become_a_mentor(word: str, roles: tuple[str, ...]) -> None:
    """One accent is all that French spelling has between the two."""
    raw = f"Nom;GSM;Rôle\nAmal;0612345678;{word}\n"
    (entry,) = read_roster(raw.encode()).entries
    assert entry.roles == roles


def test_a_role_that_may_be_either_is_asked_about() -> None:
    """A woman who accompanies, or a mentoré whose accent was lost on the way: nothing is guessed."""
    roster = read_roster(b"Nom;GSM;Role\nAmal;0612345678;mentore\n")
    assert [bad.why for bad in roster.bad] == ["'mentore' is not a role (mentor, mentee, both)"]


@pytest.mark.parametrize(
    "title",
    [
        *("N° de téléphone", "Nº GSM", "Tél. portable", "Téléphone WhatsApp", "Numéro", "Tél"),
        *("PORTABLE", "Num. tél", "N° WhatsApp", '"N° de\ntéléphone"', "رقم الهاتف"),
    ],
)
def test_a_column_of_numbers_is_known_by_the_names_that_offices_give_it(title: str) -> None:
    """Lists come from associations, each with headers of its own."""
    (entry,) = read_roster(f"Nom;{title}\nAmal;0612345678\n".encode()).entries
    assert entry.address == "whatsapp:+212612345678"


def test_a_title_above_the_columns_is_passed_over() -> None:
    """The lines keep the numbers that the spreadsheet shows."""
    raw = "Liste des membres, promotion 2026;;\n;;\nNom;GSM;Rôle\nAmal;0612345678;\nKarim;1;\n"
    roster = read_roster(raw.encode())
    assert [(one.line, one.name) for one in roster.entries] == [(4, "Amal")]
    assert [bad.line for bad in roster.bad] == [5]


def test_a_number_that_the_spreadsheet_rounded_is_told_apart() -> None:
    """2,12661E+11 has lost its last digits for good: the list must be mended, not the cell's look."""
    (bad,) = read_roster(b"Nom;GSM\nAmal;2,12661E+11\n").bad
    assert "rounded it" in bad.why


def test_of_two_numbers_the_first_that_is_there_is_taken() -> None:
    """An empty second column does not lose the first."""
    roster = read_roster(b"Nom;GSM;Tel\nAmal;0612345678;\nKarim;;0612345679\n")
    assert [one.address[-4:] for one in roster.entries] == ["5678", "5679"]


def test_how_each_column_was_read_is_told() -> None:
    """A dry run shows what a header was taken for, before anything is written."""
    roster = read_roster("Nom;GSM;Rôle\nAmal;0612345678;mentor\n".encode())
    assert roster.read == (("Nom", "name"), ("GSM", "phone"), ("Rôle", "role"))


def test_a_telegram_id_will_do() -> None:
    """Somebody without WhatsApp can be recognised, too."""
    (entry,) = read_roster(b"telegram,first name,last name\n700000016,Amal,Alaoui\n").entries
    assert (entry.channel, entry.address, entry.name) == ("telegram", "700000016", "Amal Alaoui")


def test_columns_that_are_not_used_are_told() -> None:
    """Nobody believes that a city was imported when it was not."""
    assert read_roster(b"phone,city\n0612345678,Rabat\n").unused == ("city",)


@pytest.mark.parametrize(
    "raw", [b"", b"name,city\nA,B\n", b"\0\0\0", b"PK\x03\x04\0\0", b"x" * 6_000_000]
)
def test_what_is_no_list_is_refused_as_a_whole(raw: bytes) -> None:
    """Empty, without a column of numbers, a spreadsheet's own format, too large."""
    with pytest.raises(UnreadableList):
        read_roster(raw)


def test_noise_is_read_or_refused_but_never_raises_anything_else() -> None:
    """Two thousand damaged files."""
    chance = random.Random(3)
    raw = LINES.encode()
    for _ in range(2_000):
        damaged = bytearray(raw)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randrange(3)] = bytes([chance.randrange(256)])
        try:
            read_roster(bytes(damaged))
        except UnreadableList:
            continue


@given(st.text(max_size=30))
def test_a_disarmed_cell_is_no_formula_and_comes_back_as_it_was(cell: str) -> None:
    """Export then import is the identity, and no spreadsheet calculates in between."""
    safe = disarmed(cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert armed(safe) == cell


def test_an_exported_list_can_be_read_again() -> None:
    """A number begins with +, which is a formula's beginning: quoted out, unquoted in."""
    out = io.StringIO()
    write_csv([{"name": "=HYPERLINK(1)Amal", "phone": "+212612345678", "roles": ["mentor"]}], out)
    (row,) = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert row == {"name": "'=HYPERLINK(1)Amal", "phone": "'+212612345678", "roles": "mentor"}
    (entry,) = read_roster(out.getvalue().encode()).entries
    assert (entry.address, entry.name) == ("whatsapp:+212612345678", "=HYPERLINK(1)Amal")
