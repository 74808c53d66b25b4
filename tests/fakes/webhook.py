"""A webhook request, ready to be posted by any HTTP client."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Webhook:
    """A POST: where to, with which headers (lower case), which bytes."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    def rebased(self, reach: Mapping[str, str]) -> "Webhook":
        """The same request to where a public base really listens: {public: local}.

        Headers stay, so a signature is still over the public address, as behind a proxy.
        """
        for public, local in reach.items():
            if self.url.startswith(public):
                return replace(self, url=local + self.url.removeprefix(public))
        return self
