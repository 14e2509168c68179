"""A push on its way, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from portal.outcome import Outcome

LONGEST_TTL = timedelta(days=30)
"""Mozilla's service takes no more."""
LONGEST_WAIT = timedelta(hours=6)


class Urgency(StrEnum):
    """RFC 8030, section 5.3: what a device low on battery still wants to hear."""

    VERY_LOW = "very-low"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One notice to one device. `endpoint`, `p256dh`, `auth`: the browser's subscription, as it
    gave it. `ttl`: seconds for which the push service keeps it for a device that is off; 0: now or
    never. `topic`: see :func:`portal.reminders.push.payload.topic`."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    payload: bytes = field(repr=False)
    ttl: int
    urgency: Urgency = Urgency.NORMAL
    topic: str | None = field(default=None, repr=False)

    @property
    def headers(self) -> dict[str, str]:
        ttl = min(max(self.ttl, 0), int(LONGEST_TTL.total_seconds()))
        found = {"TTL": str(ttl), "Urgency": self.urgency.value}
        return found if self.topic is None else {**found, "Topic": self.topic}


@dataclass(frozen=True, slots=True)
class Result:
    """`status`: what the push service answered, None where it did not. `retry_after`: seconds
    that it asked to wait, at most six hours."""

    outcome: Outcome
    status: int | None = None
    retry_after: int | None = None


def result_of(status: int, retry_after: str | None, now: datetime) -> Result:
    """What the push service's answer means. `retry_after`: its header Retry-After."""
    match status:
        case 404 | 410:
            return Result(Outcome.GONE, status)
        case 413:
            return Result(Outcome.TOO_LARGE, status)
        case 429:
            return Result(Outcome.LATER, status, _seconds(retry_after, now))
        case _ if 500 <= status <= 599:
            return Result(Outcome.LATER, status, _seconds(retry_after, now))
        case _ if 200 <= status <= 299:
            return Result(Outcome.ACCEPTED, status)
        case _:
            return Result(Outcome.REFUSED, status)


def _seconds(text: str | None, now: datetime) -> int | None:
    """Retry-After as seconds from now (RFC 9110, section 10.2.3). None for what is neither form."""
    if text is None:
        return None
    text, most = text.strip(), int(LONGEST_WAIT.total_seconds())
    if text.isascii() and text.isdigit():
        return most if len(text) > 9 else min(int(text), most)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(int((aware - now).total_seconds()), 0), most)
