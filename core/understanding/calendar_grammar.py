"""How words about time join into times and days: an ordered table of rules over letters."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from core.understanding import calendar_days as days
from core.understanding import calendar_hours as hours
from core.understanding.calendar_lexicon import Symbol
from core.understanding.calendar_parts import Symbols


def _nothing(said: Symbols, today: date) -> Symbols:
    """Leave out what only introduces the next: "début d'après-midi", "nhar lkhmis"."""
    return []


Rule = tuple[re.Pattern[str], Callable[[Symbols, date], Symbols]]


def _rules(*table: tuple[str, Callable[[Symbols, date], Symbols]]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in table)


# Letters are explained by calendar_lexicon.LETTERS; besides: n number, 1 "one", c clock, D date in
# digits, P digits with a point, y year, S span, s span of hours, R from hour to hour, Z days.
RULES: Final = _rules(
    # lengths of time
    (r"J[n1a]?u|JU|[n1a]uJ|UJ", days.over),
    (r"i(?:[n1a]?u|U)&?[1a]*q(?![um])", hours.and_half),
    (r"iq[1a]?u|iwu", hours.of_darija),
    (r"ia*(?:n|1|H)?[uh]1?L?|i(?:1|a)?UL?|(?:n|1|a)[uh][Li](?![n1U])|U[Li](?![n1U])", hours.span),
    (r"i&?c(?!p)", hours.hours_ahead),
    (r"(?:[n1a]?u|U)[fe][ea]*[wd]", days.week_from),
    (r"wu(?![umw])", days.weekday_week),
    # minutes beside hours
    (r"[n1]h", hours.counted),
    (r"qK[nHc]|nu?K[nHc]", hours.past_hour),
    (r"(?<![&cHnK])qn(?![umo.h])(?=.*p)", hours.half_hour),
    (r"(?<![&cHn])q[kT][nHc]|nuT[nHc]", hours.to_hour),
    (
        r"[cHn][&r][e1a]*qu?|[cHn][e1a]*qu?(?!T)|M[&r]?q|H&?nu?(?![m.])|cn(?=u?$|u?[&r,]|[awdpfeDXit])u?|H&?n",
        hours.plus,
    ),
    (r"[cHn]k[e1a]*(?:q|nu?)", hours.minus),
    (r"nTn(?![umo])", hours.minutes_to),
    (r"(?<=[adwX])nn(?![mu.])|nn(?=p|[ea]*[wd])|(?<=a)n&nu", hours.pair),
    (r"n&nu(?![m.])", hours.and_minutes),
    # hours
    (r"a+H|H", hours.plain),
    (r"V(?=[ea]*[VY.])", hours.later_than),
    (r"B(?=[^.zrv]*[cnH])", hours.call),
    (r"[Bi]a*c(?=[ea]*c)", _nothing),
    (r"V(?=p)|f(?=p)|(?<=[pcR])f(?=e*w)", _nothing),
    (r"[Bi]p(?=a*[cHn])|(?<=[cHn])[Bi]p", hours.beside_part),
    (r"i+p", hours.afternoon),
    (r"w[e]*n[ae]*p", days.dated_part),
    (r"(?:c|(?<![eom])n)[ae]*p", hours.with_part),
    (r"(?:f|(?<![nc]))[cn]Tc(?!c)", hours.between),
    (
        r"fa*[cn](?:[T&r]a*|a+)?(?:c|n(?![mo.]|u(?!w)))|c[aT]a?c|nTc|nTn(?=[ewd]|$)(?<=[wdfa]nTn)",
        hours.between,
    ),
    (r"f(?=c[^cnRTB]*$)c", hours.of_hour),
    (r"f?a*[cn]Ba*[cn](?![mo.]|u(?!w))", hours.until),
    (r"(?<=Z)P|(?<=[dwam])P|P(?=p)", hours.dotted),
    (r"[eu]nan(?![umou.n/hp])", days.in_month),
    (r"a+n(?![umou.n/g])|(?<=p)n(?![umoG.nh])", hours.plain),
    (r"(?<![aTfc&])c(?![aT]?c|p)", hours.one_or_two),
    (r"(?<![cH&])f*nu(?![Lim])", hours.length),
    # days
    (r"(?<=p)F[no](?![umo.nT])", days.day_of_month),
    (r"F[no]T?[no](?:f?u?my?)?", days.from_day),
    (r"F", _nothing),
    (r"(?<![eanu])n(?=x|D|[no]m)", days.counted_weekday),
    (r"u[n](?![umo.nh])(?![a&]*u)", days.month_number),
    (r"[ea]*[oOl]w[eai]*f?[eait]*(?:u?my?|G|u)", days.weekday_of_month),
    (r"[eu][noO]au?my?|(?:xw|wx?)?[ea]*[noO][fa]?u?my?|w?m[e]?[noO](?![u.])y?", days.named_month),
    (r"w?[ea]*D", days.digits),
    (r"[ea]*w?[ea]*P(?=[ac]|.*c)", days.dotted_date),
    (r"[eu][no]a?u(?![mn])|^[no]au(?=[^.z]*[cR])", days.day_of_some_month),
    (r"e*[no][ea]*G|G[eau]+[no](?![umo.n])", days.of_next_month),
    (r"[eu]*[noO][ea]*g", days.of_this_month),
    (r"un(?![umou.n/hp])", days.week_of),
    (r"X(?=[uea&]*w[ea]*n[ea]*[cR])", _nothing),
    (r"w[eaf]*X|X[uea&]*w", days.weekday_of_week),
    (r"w[ea]*c[ea]*X(?!w)", days.weekday_hour_of_week),
    (r"S[eaf]*w(?![ea]*[no])|w[eaf]*S", days.weekday_weeks_on),
    (r"twn(?=[^n.]*[cR])", days.day_of_month),
    (r"(?<=wn)au(?=[^.z]*[cR])", _nothing),
    (r"wxn(?![umo.nh])", days.weekday_number),
    (r"tw[xE]|t?w?[ea]*[xt]w|w[xtElL]|lw|tw", days.by_weekday),
    (r"w[e]+[noO](?![u.])|wo|[eu][no](?![u.n])|o(?![.u])", days.day_of_month),
    (r"[eu]wn(?![um.n])|wn(?=[^n.]*[cR])", days.day_of_month),
    (r"wn(?![um.n])", days.weekday_number),
    (r"w", days.by_weekday),
    (r"t(?=a*c)", days.this_day),
    (r"d", days.relative),
    (r"S", days.ahead),
    (r"u(?=Z)", days.day_unit),
    (r"l[uX]|[uX]l", days.over),
    (r"(?<![uX])x(?=[ea]*Z)", _nothing),
    (r"(?<=Z)n(?![um.n])|^n(?=Z)", hours.plain),
)


@lru_cache(maxsize=4096)
def _match(letters: str, rule: int, start: int) -> tuple[int, int, int] | None:
    """The first rule from `rule` on that fits, and where; people repeat few shapes of sentences."""
    for index in range(rule, len(RULES)):
        if found := RULES[index][0].search(letters, start if index == rule else 0):
            return index, *found.span()
    return None


def reduced(symbols: Sequence[Symbol], today: date) -> Symbols:
    """`symbols` with every group that a rule knows put together, in the order of the table."""
    said: Symbols = list(symbols)
    letters = "".join(letter for letter, _ in said)
    rule = start = 0
    while found := _match(letters, rule, start):
        rule, first, last = found
        made = RULES[rule][1](said[first:last], today)
        said[first:last] = made
        letters = letters[:first] + "".join(letter for letter, _ in made) + letters[last:]
        start = first + len(made)
    return said
