"""The kinds of value that describe travel money: currencies, amounts, rates, the days of rates."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel.core import get_global

from portal.study.faults import known, quoted
from portal.study.fields import Told, refuse


class Currency(Told[str]):
    """The code of a currency (ISO 4217) that is money in some country today."""

    remedy = 'Write the three letters of the currency, for example "USD".'

    def read(self, value: str) -> str:
        if value not in currencies():
            guess = known(value.upper(), currencies(), one_of=False)
            refuse(f"{quoted(value)} is not a currency.", f"{guess}{self.remedy}")
        return value


@lru_cache(maxsize=1)
def currencies() -> frozenset[str]:
    """Codes that are legal tender somewhere; Babel lists them with the years of each country."""
    by_country = get_global("territory_currencies").values()
    return frozenset(
        code
        for spans in by_country
        for code, _begins, ends, is_tender in spans
        if is_tender and ends is None
    )


class Number(Told[Decimal]):
    """A number above zero with a point, exact."""

    pattern = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
    thing = "a number"

    def read(self, value: str) -> Decimal:
        if not self.pattern.fullmatch(value):
            refuse(f"{quoted(value)} is not {self.thing}.", self.remedy)
        if not (number := Decimal(value)):
            refuse(f"{quoted(value)} is not more than zero.", self.remedy)
        return number


class Amount(Number):
    """An amount of the study's currency. How many digits it may have, the currency says."""

    thing = "an amount"
    remedy = 'Write digits and a point, without the currency and without commas: "12.50".'


class Rate(Number):
    """What is paid for one mile or kilometre: it may be finer than the smallest coin."""

    pattern = re.compile(r"\d{1,6}(\.\d{1,4})?", re.ASCII)
    thing = "a rate"
    remedy = 'Write what is paid for one mile or kilometre, for example "0.725".'


class YesNo(Told[bool]):
    remedy = 'Write "yes" or "no".'

    def read(self, value: str) -> bool:
        if value not in {"yes", "no"}:
            refuse(f"{quoted(value)} is neither yes nor no.", self.remedy)
        return value == "yes"
