"""Sums of money: whole minor units of a currency (cents of a dollar), never fractions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import get_currency_precision


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in minor units of `currency` (ISO 4217)."""

    amount: int
    currency: str

    @property
    def major(self) -> Decimal:
        """The sum in whole units: 12.50 for 1250 cents."""
        return Decimal(self.amount).scaleb(-digits(self.currency))

    def __str__(self) -> str:
        """As an accounting system reads it: "12.50", without the currency."""
        return f"{self.major:.{digits(self.currency)}f}"


def digits(currency: str) -> int:
    """How many digits the currency has after the point (ISO 4217)."""
    return get_currency_precision(currency)
