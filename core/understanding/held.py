"""Whether a meeting was held: "on s'est vus", "annulé", "ma tla9inach", "لم نلتق"."""

from typing import Final

from core.understanding.phrases import symbols
from core.understanding.yesno import yes_no

AT_MOST_UNKNOWN: Final = 3
"""More words than this that speak of no meeting are a story."""


def read_held(text: str) -> bool | None:
    """True when the meeting was held, False when not, None when it cannot be told.

    A plain yes or no answers too. "oui, annulé" and "non, on s'est vus" contradict themselves;
    "on se voit demain" tells nothing of what was, "non, demain" that it was not yet held.
    """
    # Letters of data/held.tsv: h held, w a word for it that also says other things, f failed,
    # o what comes between, g still to come, d in doubt, y yes, x no.
    letters = "".join(letter for letter, _ in symbols(text, "held"))
    unknown = letters.count(".")
    if not {"?", "d"}.isdisjoint(letters) or unknown > AT_MOST_UNKNOWN:
        return None
    if "w" in letters and "h" not in letters and unknown:
        return None
    letters = letters.replace("w", "h")
    # A negation just before the verb turns it; elsewhere it may deny anything.
    failed = "f" in letters or "zh" in letters
    held = "h" in letters.replace("zh", "")
    if held and not {"z", "x", "f"}.isdisjoint(letters):
        return None
    if failed:
        return None if "y" in letters else False
    if "o" in letters:
        return False if letters[0] == "x" else None
    if held:
        return None if "g" in letters and "y" not in letters else True
    if "g" in letters:
        return False if letters[0] == "x" and "y" not in letters else None
    return yes_no(text)
