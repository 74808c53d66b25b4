"""A share of the way as a line of text: what every phone shows, without a picture to download."""

BLOCKS = 10
FULL, EMPTY = "▰", "▱"


def bar(share: float) -> str:
    """`share` from 0 to 1 as ten blocks; less is empty, more is full, begun shows at least one."""
    full = min(BLOCKS, max(0, round(share * BLOCKS)))
    if share > 0 and not full:
        full = 1
    if share < 1 and full == BLOCKS:
        full = BLOCKS - 1  # nearly there is not there
    return FULL * full + EMPTY * (BLOCKS - full)


def percent(share: float) -> int:
    """`share` in percent from 0; a share below one is never shown as a hundred."""
    shown = max(0, round(share * 100))
    return min(shown, 99) if share < 1 else shown
