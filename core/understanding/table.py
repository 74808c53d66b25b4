"""The tables of names and of word families that are packaged beside the code, one TSV file each."""

import re
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Language = Literal["fr", "ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar", "en")
"""The languages of labels; people also write Darija."""


def read(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv` by column of its header line."""
    header, *lines = (line.split("\t") for line in _lines(name))
    return [dict(zip(header, line, strict=True)) for line in lines]


def weights(name: str) -> dict[str, tuple[int, ...]]:
    """The whole numbers in each row of `data/<name>.tsv` by the mark in its first column; none is 0.

    Equal rows are one: such a table has tens of thousands, and few that differ.
    """
    known: dict[str, tuple[int, ...]] = {}
    found = {}
    for line in _lines(name)[1:]:
        mark, _, row = line.partition("\t")
        if row not in known:
            known[row] = tuple(int(one or 0) for one in row.split("\t"))
        found[mark] = known[row]
    return found


def _lines(name: str) -> list[str]:
    path = files("core.understanding").joinpath("data", f"{name}.tsv")
    return path.read_text(encoding="utf-8").splitlines()


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


def any_of(name: str, kind: str) -> str:
    """A pattern of folded text: any word family of a kind in `data/<name>.tsv`, in the order of the table.

    A family (`words`) is a regular expression; `<kind>` in it stands for all families of that kind.
    Raises ValueError for a kind without one, which would stand for nothing and match everywhere.
    """
    return f"(?:{_joined(name, [words for _, words in _families(name, kind)])})"


@cache
def families(name: str, *kinds: str, before: str = "") -> re.Pattern[str]:
    """The word families of some kinds as whole words of folded text, what `before` matches in front of them.

    Compiled when it is first asked for. Hundreds are sorted by their first letters, and those of
    Arabic are tried only where a letter of no Latin stands. Raises ValueError as `any_of` does.
    """
    told = [family for kind in kinds for family in _families(name, kind)]
    latin, arabic = (
        [words for language, words in told if (language == "ar") is ar] for ar in (False, True)
    )
    sorted_ = [by_letter(_joined(name, words)) for words in (latin, arabic) if words]
    if arabic:
        sorted_[-1] = rf"(?=[^\x00-\x7f]){sorted_[-1]}"
    return re.compile(rf"(?<!\w){before}(?:{'|'.join(sorted_)})(?!\w)")


def _joined(name: str, words: list[str]) -> str:
    return _KIND.sub(lambda named: any_of(name, named[1]), "|".join(words))


@cache
def _families(name: str, kind: str) -> tuple[tuple[str, str], ...]:
    """The language and the words of each family of a kind."""
    found = tuple((row["language"], row["words"]) for row in _rows(name) if row["kind"] == kind)
    if not found:
        raise ValueError(f"no {kind} in {name}")
    return found


@cache
def _rows(name: str) -> list[dict[str, str]]:
    return read(name)


_KIND: Final = re.compile("<([a-z]+)>")


def by_letter(alternatives: str) -> str:
    """Alternatives between bars as one group, each under the letter that it begins with.

    They are tried one by one: hundreds of them cost less where most fall with their letter. Those
    that begin with anything but a letter come behind, in their order.
    """
    under: dict[str, list[str]] = {}
    for one in _alternatives(alternatives):
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
