"""A question about a figure: a sum, a share or a count as people write them, always said back."""

from dataclasses import dataclass
from decimal import Decimal

from core.conversation.answers import position
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.message import Option
from core.understanding.amounts import MONEY, Amount, AmountDoubt, Unit, read_amount
from core.understanding.leaning import amount_meant

AMOUNT = "amount"
"""The vocabulary of figures: `amount:<value>@<unit>` is both the stored answer and its label."""

HOME_MONEY: Unit = "MAD"
"""What a bare number counts when money is asked for: dirhams."""

OFFERED_AT_MOST = 4
"""Readings of one answer that are put to the choice; more is a sentence to ask again about."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure; `steps` and `fact` say what is counted: `money`, `count`, `%` or a currency.

    The first of `steps` that is answered decides, by a figure's unit or as `kinds` translates its
    option; then the fact; where nothing does, any unit is taken as it is named. `differs` names a step whose figure must not be given again.
    """

    steps: tuple[str, ...] = ()
    fact: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    differs: str = ""

    def options(self, given: Given) -> tuple[Option, ...]:
        return ()

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        # Among readings that are shown, a bare number chooses one and is not another figure.
        if asked.shown and (option := position(text, asked.shown)):
            return self._answer(option, asked.given)
        expected = self._expected(asked.given)
        read = read_amount(text) if expected == "money" else None
        if not (isinstance(read, Amount) and read.unit in MONEY):
            read = amount_meant(text, _unit(expected))
        match read:
            case Amount() as amount:
                return self._answer(reference(amount), asked.given)
            case AmountDoubt(alternatives) if 0 < len(alternatives) <= OFFERED_AT_MOST:
                fitting = [one for one in alternatives if _fits(one, expected)]
                if fitting:
                    return Unclear(tuple(reference(one) for one in fitting))
        return Misread()

    def _answer(self, value: str, given: Given) -> Understood:
        same = value == given.answers.get(self.differs)
        return Misread("same") if same else Answer(value, echo=True)

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and value.startswith(f"{AMOUNT}:")

    def labels(self, value: Value) -> tuple[str, ...]:
        return (str(value),)

    def _expected(self, given: Given) -> str:
        kinds = dict(self.kinds)
        for step in self.steps:
            answer = given.answers.get(step)
            if answer is None:
                continue
            if str(answer).startswith(f"{AMOUNT}:"):
                return amount_of(answer).unit
            if (kind := kinds.get(str(answer))) is not None:
                return kind
        return given.facts.get(self.fact, "")


def reference(amount: Amount) -> str:
    """The label reference of a figure."""
    return label_of(amount.value, amount.unit)


def label_of(value: Decimal, unit: str) -> str:
    """The label reference of `value` in `unit`."""
    return f"{AMOUNT}:{value}@{unit}"


def amount_of(value: Value) -> Amount:
    """The figure of a stored answer. Raises ValueError for anything else."""
    number, _, unit = str(value).removeprefix(f"{AMOUNT}:").partition("@")
    for known in _UNITS:
        if known == unit:
            return Amount(Decimal(number), known)
    raise ValueError(f"no figure: {value}")


_UNITS: tuple[Unit, ...] = ("MAD", "EUR", "USD", "%", "count")


def _unit(expected: str) -> Unit | None:
    if expected == "money":
        return HOME_MONEY
    return next((one for one in _UNITS if one == expected), None)


def _fits(amount: Amount, expected: str) -> bool:
    return amount.unit in MONEY if expected == "money" else expected in ("", amount.unit)
