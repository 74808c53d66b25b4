"""Words people put beside an answer; they neither say nor change what is meant."""

from functools import cache
from typing import Literal

from core.understanding.normal import fold, words
from core.understanding.table import read

Topic = Literal["talk", "when", "sum"]
"""Said anywhere, beside an appointment, beside a sum or count."""


@cache
def asides(*topics: Topic) -> frozenset[str]:
    """The folded words of `data/asides.tsv` for these topics.

    No word belongs there that could bound, deny, doubt or move what stands beside it ("max",
    "sauf", "si", "reporter", "travaille"): a word in no table is a doubt.
    """
    rows = (row["words"] for row in read("asides") if row["kind"] in topics)
    return frozenset(word for row in rows for said in row.split() for word in words(fold(said)))
