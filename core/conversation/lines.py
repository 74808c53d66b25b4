"""What somebody writes to somebody else, line by line as they wrote it."""

from core.understanding.normal import clean


def lined(text: str, at_most: int) -> str:
    """What may be stored of `text` with its lines: each as `clean` has it, an empty one between two
    paragraphs; at most `at_most` characters.
    """
    rows = [clean(one, at_most) for one in text.splitlines()]
    kept = (row for row, before in zip(rows, ["", *rows], strict=False) if row or before)
    return "\n".join(kept).strip()[:at_most]
