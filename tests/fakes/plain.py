"""HTTP within this machine, for `httpx`: no proxy, and no certificates, which take 36 ms to read."""

from collections.abc import Mapping
from typing import Any

PLAIN: Mapping[str, Any] = {"trust_env": False, "verify": False}
"""Arguments of a client or a call, whose address begins with http://."""
