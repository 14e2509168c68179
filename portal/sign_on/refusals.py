"""Why a sign-on led to nothing: short codes, for which the sign-in page has the sentences."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What the sign-in page is told, and all that stands in its address."""

    DECLINED = "declined"
    """She, or the provider, broke it off."""

    EXPIRED = "expired"
    """Not begun in this browser, too old, or used already."""

    FAILED = "failed"
    """What the provider sent cannot be trusted."""

    DOWN = "down"
    """The provider did not answer in time."""

    EMAIL = "email"
    """The provider does not vouch for an address, and she is not known by her subject."""

    UNKNOWN = "unknown"
    """Nobody on staff signs in so: no account, no place any more, or another's address."""

    NO_SECOND = "no_second"
    """The provider used one factor, and she has no second of her own."""

    SLOW = "slow"
    """Too many tries."""


class SignOnRefused(Exception):
    """It led to nothing. `detail` is for the log alone, and holds nothing of hers."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail
