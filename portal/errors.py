"""What can go wrong in the portal, as facts.

An error carries a `code` and the facts that a sentence about it needs. The sentences themselves
are in :mod:`portal.language`, one per code and language; HTTP status codes are in
:mod:`api.errors`. A feature raises one of these with its own code, or a subclass where a caller
has to tell it apart.
"""

from __future__ import annotations

from typing import Any


class PortalError(Exception):
    """Base of all errors a person may be told about.

    `code`: snake_case, also the key of the sentence. `field`: the input it is about, as a dotted
    path ("proposals.0.date"), where there is one. `facts`: values that the sentence names.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.field = field
        self.facts = facts


class NotFound(PortalError):
    """It does not exist, or it is not yours: the two look the same on purpose."""

    def __init__(self, thing: str) -> None:
        super().__init__("not_found", thing=thing)


class NotAllowed(PortalError):
    """The person is known and may not do this."""


class RuleBroken(PortalError):
    """The input is well formed and a rule of the study or the calendar refuses it."""


class IllegalTransition(RuleBroken):
    """A status cannot be followed by that other status."""

    def __init__(self, thing: str, old: str, new: str) -> None:
        super().__init__("illegal_transition", field="status", thing=thing, old=old, new=new)


class Conflict(PortalError):
    """The same id came with a different body, or a unique thing exists already."""


class StaleEdit(Conflict):
    """Somebody changed it since it was read. `current` is the version it has now."""

    def __init__(self, thing: str, *, current: int) -> None:
        super().__init__("stale", thing=thing, current=current)
        self.current = current


class TooOften(PortalError):
    """Wait before the next try. `seconds`: how long."""

    def __init__(self, code: str, *, seconds: int) -> None:
        super().__init__(code, seconds=seconds, minutes=max(1, -(-seconds // 60)))
        self.seconds = seconds
