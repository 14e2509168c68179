"""What became of notices that were handed to somebody else's server, one answer each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from time import monotonic
from typing import TypeVar

PATIENCE_SECONDS = 60.0
"""So long a batch may take. A lease on its rows has to last longer, by one try at least."""

T = TypeVar("T")


class Outcome(StrEnum):
    """ACCEPTED: the other server has taken it. LATER: not now, or nobody knows; a repeat may be the
    second one that arrives. REFUSED: it never will. GONE: the device is no longer there.
    TOO_LARGE: it does not fit. NO_ADDRESS: there is nowhere to send it."""

    ACCEPTED = "accepted"
    LATER = "later"
    GONE = "gone"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    NO_ADDRESS = "no_address"


def in_turn(
    things: Iterable[T], one: Callable[[T], Outcome], *, patience: float = PATIENCE_SECONDS
) -> list[Outcome]:
    """The outcome of `one` for each thing, in their order. Those whose turn does not come within
    `patience` seconds are not tried: LATER."""
    ends = monotonic() + patience
    return [one(thing) if monotonic() < ends else Outcome.LATER for thing in things]
