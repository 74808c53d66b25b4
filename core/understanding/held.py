"""Whether a meeting was held: "on s'est vus", "annulé", "ma tla9inach", "لم نلتق"."""

from core.understanding.normal import fold, words
from core.understanding.phrases import symbols
from core.understanding.yesno import yes_no

AT_MOST_UNKNOWN = 3
"""More words than this that speak of no meeting, beside a yes or no, are a story."""


def read_held(text: str) -> bool | None:
    """True when the meeting was held, False when not, None when it cannot be told.

    A plain yes or no answers too. "oui, annulé" and "non, on s'est vus" contradict themselves;
    "on se voit demain" tells nothing of what was.
    """
    letters = "".join(letter for letter, _ in symbols(text, "held"))
    if not {"?", "d"}.isdisjoint(letters):
        return None
    # A negation just before the verb turns it; elsewhere it may deny anything.
    failed = "f" in letters or "zh" in letters
    held = "h" in letters.replace("zh", "")
    if held and ("z" in letters or "x" in letters or failed):
        return None
    if failed:
        return None if "y" in letters else False
    if held:
        return True
    plain = yes_no(text)
    # "we" begins an English sentence as well as a French "wé".
    story = letters.count(".") > AT_MOST_UNKNOWN or (plain and words(fold(text))[:1] == ["we"])
    return None if story else plain
