"""So many requests from one network within a time, over all processes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.errors import TooOften
from portal.limits.client import Client
from portal.limits.counting import Key, add
from portal.limits.models import Kind, Scope


def count(
    session: Session,
    kind: Kind,
    client: Client,
    *,
    most: int,
    window: timedelta,
    now: datetime,
    secret: str,
) -> TooOften | None:
    """Count one request; the refusal where there were more than `most` within `window`.

    It is returned, not raised: the caller decides whether the refused one stays counted.
    """
    key = Key.of(secret, Scope.CLIENT, kind, client.network)
    counted = add(session, key, 1, window=window, now=now)
    if counted.times <= most:
        return None
    left = counted.since + window - now
    return TooOften("slow_down", seconds=int(left.total_seconds()) + 1)
