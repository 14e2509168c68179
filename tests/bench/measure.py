"""Compare the cost of two things that are measured in turn, so that both see the same machine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 60
CALLS = 25


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of this process's CPU time a call: medians over the rounds."""

    measured: float
    reference: float
    rounds: int


def compare(
    measured: Callable[[], object],
    reference: Callable[[], object],
    *,
    rounds: int = ROUNDS,
    calls: int = CALLS,
) -> Cost:
    """Call both `calls` times in each round, the one first in even rounds and the other in odd."""
    for _ in range(2 * calls):  # the first calls fill caches that live as long as the process
        measured()
        reference()
    spent: dict[int, list[float]] = {0: [], 1: []}
    gc.collect()
    for turn in range(rounds):
        for which in (0, 1) if turn % 2 == 0 else (1, 0):
            spent[which].append(_cpu((measured, reference)[which], calls))
    return Cost(statistics.median(spent[0]), statistics.median(spent[1]), rounds)


def _cpu(call: Callable[[], object], calls: int) -> float:
    begun = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - begun) / calls * 1000
