"""Pages of a Twilio list: the same window in the two dialects, 2010 and newer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """A window over a list and the addresses of its neighbours, relative or absolute."""

    items: Sequence[dict[str, Any]]
    number: int
    size: int
    start: int
    first: str
    here: str
    next: str | None

    def as_2010(self, name: str) -> dict[str, Any]:
        """`{"messages": […], "next_page_uri": …}` as the 2010-04-01 API answers."""
        return {
            name: list(self.items),
            "first_page_uri": self.first,
            "next_page_uri": self.next,
            "previous_page_uri": None,
            "uri": self.here,
            "page": self.number,
            "page_size": self.size,
            "start": self.start,
            "end": self.start + max(len(self.items) - 1, 0),
        }

    def as_meta(self, name: str) -> dict[str, Any]:
        """`{"contents": […], "meta": {…}}` as the newer APIs answer."""
        return {
            name: list(self.items),
            "meta": {
                "first_page_url": self.first,
                "next_page_url": self.next,
                "previous_page_url": None,
                "url": self.here,
                "page": self.number,
                "page_size": self.size,
                "key": name,
            },
        }


def page(items: Sequence[dict[str, Any]], query: Mapping[str, str], address: str) -> Page:
    """The window a list request asks for.

    The token names the last item of the page before, so a list that grows at its head while it is
    being read neither repeats nor skips an item.
    """
    size = int(query.get("PageSize", PAGE_SIZE))
    number = int(query.get("Page", 0))
    token = query.get("PageToken", "")
    sids = [item["sid"] for item in items]
    start = sids.index(token[2:]) + 1 if token[2:] in sids else number * size
    window = items[start : start + size]
    filters = {k: v for k, v in query.items() if k not in {"PageSize", "Page", "PageToken"}}

    def at(number: int, **token: str) -> str:
        return f"{address}?{urlencode({**filters, 'PageSize': size, 'Page': number, **token})}"

    more = start + size < len(items)
    return Page(
        items=window,
        number=number,
        size=size,
        start=start,
        first=at(0),
        here=at(number, **({"PageToken": token} if token else {})),
        next=at(number + 1, PageToken="PA" + window[-1]["sid"]) if more else None,
    )
