"""One page of a participant's line, from every source that its reader may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.timeline.happening import Happening, Place, Source


@dataclass(frozen=True, slots=True)
class Page:
    """`rows` newest first, each with the kind of its source. `older`: where the next page begins,
    None at the end of the line."""

    rows: list[tuple[str, Happening]]
    older: Place | None


def page(
    session: Session,
    participant_id: UUID,
    sources: Iterable[Source],
    *,
    before: Place | None,
    limit: int,
) -> Page:
    """The newest `limit` entries before `before`, whatever source they come from.

    Read page after page, each entry comes once and in order, however many share one instant.
    """
    found = [
        (source.kind, happening)
        for source in sources
        for happening in source.newest(session, participant_id, before, limit + 1)
    ]
    found.sort(key=lambda line: line[1].place, reverse=True)
    rows = found[:limit]
    return Page(rows, rows[-1][1].place if len(found) > limit else None)
