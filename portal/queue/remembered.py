"""The list as it was found last, for as long as nothing can have changed in it.

Many desks ask for the same every few seconds. Whatever changes at a site leaves an entry in its
history, so a list whose newest entry is the same is the same, but for what time itself does: that
is seen after :data:`LONGEST` at the latest.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.audit import service as history
from portal.queue import listing
from portal.queue.listing import Count, Item, Wanted
from portal.queue.scope import Scope

LONGEST = timedelta(seconds=20)
SETTLED_AFTER = timedelta(seconds=3)
"""Entries get their numbers before they are committed: one with a lower number may still come."""
MOST = 200


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Item]
    counts: Sequence[Count]


class Remembered:
    """Pages by who asked for what. One serves one database; safe to use from several threads."""

    def __init__(self, longest: timedelta = LONGEST) -> None:
        self._longest = longest
        self._known: OrderedDict[Hashable, tuple[int, datetime, Page]] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, session: Session, scope: Scope, wanted: Wanted) -> Page:
        """The page and the counts: one statement where nothing changed, else three."""
        key = (scope.person.account_id, scope.places, wanted)
        newest, at = history.newest(session, sites=scope.sites)
        with self._lock:
            known = self._known.get(key)
        if known is not None and known[0] == newest and self._fresh(known[1], scope.now):
            return known[2]
        found = Page(
            listing.page(session, scope, wanted), listing.counts(session, scope, wanted.site_id)
        )
        if at is None or scope.now - at >= SETTLED_AFTER:
            self._keep(key, (newest, scope.now, found))
        return found

    def _keep(self, key: Hashable, entry: tuple[int, datetime, Page]) -> None:
        with self._lock:
            self._known[key] = entry
            self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def _fresh(self, then: datetime, now: datetime) -> bool:
        return timedelta() <= now - then < self._longest
