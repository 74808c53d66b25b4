"""How evenly a round shows mentors and serves regions: figures that are printed with every round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.matching.certify import Certificate, Rate


@dataclass(frozen=True, slots=True)
class Fairness:
    """How even a round is.

    `gini` is that of how often mentors are shown for each of their seats (0 is even, 1 is one for
    all); `top` is the share of all cards that the most shown hundredth of mentors takes; `never`
    counts mentors with a seat who are shown to nobody; `rates` are by region, 1 is the programme's.
    """

    gini: float
    top: float
    never: int
    rates: tuple[Rate, ...]

    @property
    def worst(self) -> Rate | None:
        """The region with the lowest rate."""
        return min(self.rates, key=lambda rate: rate.share, default=None)


def fairness(shown: Sequence[int], seats: Sequence[int], certificate: Certificate) -> Fairness:
    """The figures of a round: how often each mentor with a seat is shown, and the regions' rates."""
    return Fairness(
        gini=gini(times / places for times, places in zip(shown, seats, strict=True)),
        top=top_share(shown),
        never=sum(times == 0 for times in shown),
        rates=certificate.rates,
    )


def gini(amounts: Iterable[float]) -> float:
    """The Gini coefficient of amounts; 0 for none and for nobody."""
    rising = sorted(amounts)
    total = sum(rising)
    if not total:
        return 0.0
    weighted = sum(place * amount for place, amount in enumerate(rising, 1))
    return 2 * weighted / (len(rising) * total) - (len(rising) + 1) / len(rising)


def top_share(amounts: Sequence[int]) -> float:
    """The share of the total that the largest hundredth takes, at least one of them."""
    total = sum(amounts)
    if not total:
        return 0.0
    largest = sorted(amounts, reverse=True)[: max(1, round(len(amounts) / 100))]
    return sum(largest) / total
