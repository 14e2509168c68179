"""Reading the line page by page: nothing is lost or doubled, however times fall together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import cast
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.timeline.happening import About, Happening, Place, Source
from portal.timeline.service import page

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
NOBODY = uuid4()
NO_SESSION = cast(Session, None)


class What(StrEnum):
    IT = "it.happened"


def source(kind: str, happenings: list[Happening]) -> Source:
    """A source that keeps to its promise, over things in memory."""

    def newest(
        _session: Session, _participant: UUID, before: Place | None, limit: int
    ) -> list[Happening]:
        older = [one for one in happenings if before is None or one.place < before]
        return sorted(older, key=lambda one: one.place, reverse=True)[:limit]

    return Source(kind, May.PARTICIPANTS_READ, What, newest)


def happening(place: Place) -> Happening:
    return Happening(place=place, what=What.IT, by=None, about=About.VISIT, object_id=NOBODY)


# Few minutes and few origins, so that a great many fall together.
PLACES = st.builds(
    Place,
    st.integers(0, 3).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.sampled_from(["alert", "claim_step", "visit_step"]),
    st.uuids(),
)


@given(st.lists(st.lists(PLACES, max_size=12), max_size=5), st.integers(1, 7))
def test_page_after_page_gives_everything_once_and_in_order(
    lists: list[list[Place]], limit: int
) -> None:
    whole = {place for places in lists for place in places}
    taken: set[Place] = set()
    sources = []
    for kind, places in enumerate(lists):
        mine = set(places) - taken
        taken |= mine
        sources.append(source(str(kind), [happening(place) for place in mine]))
    read: list[Place] = []
    before = None
    for number in count():
        found = page(NO_SESSION, NOBODY, sources, before=before, limit=limit)
        read += [one.place for _, one in found.rows]
        before = found.older
        if before is None:
            break
        assert len(found.rows) == limit
        assert number <= len(whole)
    assert read == sorted(whole, reverse=True)


def test_a_page_that_is_just_full_says_that_the_line_ends() -> None:
    place = Place(START, "visit_step", uuid4())
    found = page(NO_SESSION, NOBODY, [source("a", [happening(place)])], before=None, limit=1)
    assert [one.place for _, one in found.rows] == [place]
    assert found.older is None
