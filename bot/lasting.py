"""What a start makes: imports, words and tables that stay until the process ends."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What the block makes stays: no collection looks through it for garbage, now or later.

    A start makes hundreds of thousands of objects and throws few away; to look through them again
    and again would take a seventh of its time.
    """
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if usual:
            gc.enable()
