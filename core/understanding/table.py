"""The tables of names and of word families that are packaged beside the code, one TSV file each."""

import re
from importlib.resources import files
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
    named = (row.get("fr", ""), row.get("ar", ""), row.get("en", ""), *row["also"].split("|"))
    # "Valence (Espagne)" is told apart on the screen; nobody types the brackets.
    return tuple(bare for form in named if (bare := form.partition(" (")[0]))


def any_of(name: str, kind: str) -> str:
    """A pattern of folded text: any word family of a kind in `data/<name>.tsv`, in the order of the table.

    A family (`words`) is a regular expression; `<kind>` in it stands for all families of that kind.
    Raises ValueError for a kind without one, which would stand for nothing and match everywhere.
    """
    families = "|".join(row["words"] for row in read(name) if row["kind"] == kind)
    if not families:
        raise ValueError(f"no {kind} in {name}")
    return f"(?:{_KIND.sub(lambda named: any_of(name, named[1]), families)})"


_KIND: Final = re.compile("<([a-z]+)>")
