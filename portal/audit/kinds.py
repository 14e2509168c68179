"""The kinds of things that entries of the history are about."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from portal.audit.recorder import Audited

RECORDED_BY_HAND = frozenset({"consent_event", "history", "notice", "record", "report"})
"""What is recorded without being the change of one watched row."""


def known() -> list[str]:
    """Every kind that the portal writes, in the order of the alphabet."""
    tables = {sa.inspect(model).local_table.description for model in _watched(Audited)}
    return sorted(tables | RECORDED_BY_HAND)


def _watched(model: type[Audited]) -> Iterator[type[Audited]]:
    each: type[Audited]
    for each in model.__subclasses__():
        yield each
        yield from _watched(each)
