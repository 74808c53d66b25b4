"""The tables of names and of word families that are packaged beside the code, one TSV file each."""

import re
from importlib.resources import files
from itertools import chain
from typing import Final, Literal

Language = Literal["fr", "ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar", "en")
"""The languages of labels; people also write Darija."""


def read(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv` by column of its header line."""
    text = files("core.understanding").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(header, line, strict=True)) for line in lines]


def wordings(row: dict[str, str]) -> tuple[str, ...]:
    """Every label and synonym of a row (`fr`, `ar`, `en` and the `|`-separated `also`)."""
    named = (
        row.get("fr", ""),
        row.get("ar", ""),
        row.get("en", ""),
        *row["also"].split("|"),
    )
    # "Valence (Espagne)" is told apart on the screen; nobody types the brackets.
    return tuple(bare for form in named if (bare := form.partition(" (")[0]))


def any_of(name: str, kind: str, without: str = "") -> str:
    """A pattern of folded text: any word family of a kind in `data/<name>.tsv`, in the order of the table.

    Families of the language `without` are left out, such as Arabic for a text that has none of its
    letters. A family (`words`) is a regular expression; `<kind>` in it stands for all families of that kind.
    Raises ValueError for a kind without one, which would stand for nothing and match everywhere.
    """
    rows = [row for row in read(name) if row["kind"] == kind]
    families = "|".join(row["words"] for row in rows if row["language"] != without)
    if not families:
        raise ValueError(f"no {kind} in {name}")
    return f"(?:{_KIND.sub(lambda named: any_of(name, named[1], without), families)})"


_KIND: Final = re.compile("<([a-z]+)>")


def by_letter(pattern: str) -> str:
    """Groups of alternatives, one or more, as one group, with each under the letter that it begins with.

    Alternatives are tried one by one: hundreds of them cost less where most fall with their letter.
    Those that begin with anything but a letter come behind, in their order.
    """
    under: dict[str, list[str]] = {}
    groups = [_alternatives(one[3:-1]) for one in _alternatives(pattern)]
    for one in chain.from_iterable(groups):
        begins = len(one) > 1 and one[0].isalpha() and one[1] not in "?*{+"
        under.setdefault(one[0] if begins else "", []).append(one[1:] if begins else one)
    rest = under.pop("", [])
    return (
        "(?:"
        + "|".join([f"{letter}(?:{'|'.join(ends)})" for letter, ends in under.items()] + rest)
        + ")"
    )


def _alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the bars that stand in no group and no class."""
    found, depth, within = [""], 0, False
    for sign in re.findall(r"\\.|.", pattern):
        within = sign != "]" if within else sign == "["
        depth += (sign == "(") - (sign == ")") if not within else 0
        if sign == "|" and not depth and not within:
            found.append("")
        else:
            found[-1] += sign
    return found
