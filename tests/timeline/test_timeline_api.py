"""The timeline of a participant: who reads what of it, and how it is read page by page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.accounts.roles import MAY, May, Role
from portal.participants.models import Participant
from portal.schedule.models import Visit, VisitStatus, VisitStep
from portal.timeline.sources import SOURCES
from tests.support.neighbours import ELEANOR, Neighbours
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.statements import statements
from tests.support.web import Browser

Row = dict[str, Any]


def read(browser: Browser, participant: UUID, **query: Any) -> Any:
    return done(browser.get(address(participant, **query)))


def address(participant: UUID, **query: Any) -> str:
    query["kinds"] = ",".join(query.get("kinds", ()))
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"/api/staff/participants/{participant}/timeline?{asked}"


def pages(browser: Browser, participant: UUID, **query: Any) -> Iterator[list[Row]]:
    """The whole line, a page at a time."""
    older = None
    while True:
        found = read(browser, participant, before=older, **query)
        yield found["rows"]
        older = found["older"]
        if older is None:
            return


def test_every_kind_is_in_one_line_newest_first(neighbours: Neighbours) -> None:
    desk = neighbours.portal.at_desk().browser
    found = read(desk, neighbours.eleanor.participant.id, limit=100)
    assert found["older"] is None
    assert {row["kind"] for row in found["rows"]} == {source.kind for source in SOURCES}
    times = [row["at"] for row in found["rows"]]
    assert times == sorted(times, reverse=True)
    assert len({row["id"] for row in found["rows"]}) == len(found["rows"])
    said = {(source.kind, what.value) for source in SOURCES for what in source.says}
    assert {(row["kind"], row["what"]) for row in found["rows"]} <= said


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_small_pages_put_together_are_the_whole_line(neighbours: Neighbours, limit: int) -> None:
    desk = neighbours.portal.at_desk().browser
    her = neighbours.eleanor.participant.id
    whole = read(desk, her, limit=100)["rows"]
    assert [row for rows in pages(desk, her, limit=limit) for row in rows] == whole


@pytest.mark.parametrize("limit", [1, 4, 100])
def test_what_happened_at_one_instant_is_told_once_each(portal: Portal, limit: int) -> None:
    her = portal.enrol()
    at_once(portal, her, 9)
    desk = portal.at_desk().browser
    found = [row for rows in pages(desk, her.id, kinds=["visits"], limit=limit) for row in rows]
    assert len(found) == len({row["id"] for row in found}) == 9


def at_once(portal: Portal, her: Participant, steps: int) -> None:
    """As many steps of her visits, all at the same instant."""
    with portal.database.transaction() as session:
        visits = session.scalars(
            sa.select(Visit.id).where(Visit.participant_id == her.id).limit(steps)
        )
        for visit_id in visits:
            session.add(
                VisitStep(
                    visit_id=visit_id,
                    old=VisitStatus.BOOKED,
                    new=VisitStatus.CANCELLED,
                    by="Test",
                    at=portal.clock.now,
                )
            )


def test_the_filter_keeps_only_these_kinds(neighbours: Neighbours) -> None:
    desk = neighbours.portal.at_desk().browser
    her = neighbours.eleanor.participant.id
    whole = read(desk, her, limit=100)["rows"]
    for kinds in (["alerts"], ["claims", "consent"]):
        kept = read(desk, her, kinds=kinds, limit=100)
        assert kept["rows"] == [row for row in whole if row["kind"] in kinds]
        assert kept["kinds"] == [source.kind for source in SOURCES]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR])
def test_each_source_is_read_by_its_own_permission(neighbours: Neighbours, role: Role) -> None:
    desk = neighbours.portal.at_desk(role).browser
    found = read(desk, neighbours.eleanor.participant.id, limit=100)
    mine = [source.kind for source in SOURCES if source.may in MAY[role]]
    assert found["kinds"] == mine
    assert {row["kind"] for row in found["rows"]} == set(mine)


def test_what_a_role_may_not_read_is_not_in_her_line_even_if_she_asks(
    neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No role of today reads participants and not check-ins: a table with one less stands for it."""
    less = MAY[Role.MONITOR] - {May.CHECK_INS_READ}
    monkeypatch.setitem(MAY, Role.MONITOR, less)  # type: ignore[arg-type]
    desk = neighbours.portal.at_desk(Role.MONITOR).browser
    her = neighbours.eleanor.participant.id
    kinds = {row["kind"] for row in read(desk, her, limit=100)["rows"]}
    assert kinds == {source.kind for source in SOURCES} - {"alerts", "check_ins"}
    assert read(desk, her, kinds=["alerts"], limit=100)["rows"] == []


def test_finance_alone_does_not_open_it_and_a_second_membership_elsewhere_adds_nothing(
    neighbours: Neighbours,
) -> None:
    portal = neighbours.portal
    her = neighbours.eleanor.participant.id
    finance = portal.world.staff[Role.FINANCE].email
    problem(portal.browser(finance).get(address(her)), 403, "not_allowed")
    portal.join(finance, Role.COORDINATOR, portal.world.away)
    problem(portal.browser(finance).get(address(her)), 404, "not_found")


def test_a_permission_counts_at_the_site_where_it_is_held(
    neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = MAY[Role.MONITOR] - {May.CLAIMS_READ}
    monkeypatch.setitem(MAY, Role.MONITOR, less)  # type: ignore[arg-type]
    portal = neighbours.portal
    monitor = portal.world.staff[Role.MONITOR].email
    portal.join(monitor, Role.FINANCE, portal.world.away)
    her = neighbours.eleanor.participant.id
    assert "claims" not in read(portal.browser(monitor), her)["kinds"]
    portal.join(monitor, Role.FINANCE, None)
    assert "claims" in read(portal.browser(monitor), her)["kinds"]


def test_it_tells_nothing_of_anybody_else(neighbours: Neighbours) -> None:
    desk = neighbours.portal.at_desk().browser
    answer = desk.get(address(neighbours.eleanor.participant.id, limit=100))
    text = answer.get_data(as_text=True)
    assert "Secret reason of Eleanor" in text
    for other in (neighbours.ruth, neighbours.sylvia):
        assert not [secret for secret in other.secrets if secret in text]


def test_it_takes_the_same_statements_however_much_there_is(portal: Portal) -> None:
    her = portal.enrol(email=ELEANOR)
    desk = portal.at_desk()
    visit = portal.visit_id(her, "month-3")
    made = []
    for days in range(3):
        done(desk.book(visit, portal.today + timedelta(days=10 + days)))
        done(desk.change(her.id, name=f"Eleanor {days}"))
        at_once(portal, her, 9)
        portal.clock.turn(minutes=1)
        read(desk.browser, her.id)
        with statements(portal.database.engine) as sent:
            read(desk.browser, her.id, limit=100)
        made.append(len(sent))
    assert made[0] == made[1] == made[2] <= 38


@pytest.mark.parametrize(
    "before",
    [
        "now",
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00~visit_step~00000000-0000-4000-8000-000000000000",
        "0001-01-01T00:00:00+14:00~visit_step~1",
        "9999-12-31T23:59:59-14:00~visit_step~1",
        f"2026-03-01T10:00:00Z~history.visit~{2**63}",
        f"2026-03-01T10:00:00Z~history.visit~{'9' * 5000}",
        "2026-03-01T10:00:00Z~visit_step~x\x00",
    ],
)
def test_a_beginning_that_no_page_gave_is_refused(small_portal: Portal, before: str) -> None:
    her = small_portal.enrol()
    answer = small_portal.at_desk().browser.get(address(her.id, before=before))
    assert fields_of(problem(answer, 422, "invalid")) == ["before"]


@pytest.mark.parametrize("row", ["2b1d6d1e-6c0e-4d2b-9c5d-1a2f3e4d5c6b", "7", str(2**63 - 1)])
@pytest.mark.parametrize("origin", ["visit_step", "history.visit", "x\x00", ""])
def test_a_beginning_made_up_by_somebody_harms_nothing(
    portal: Portal, origin: str, row: str
) -> None:
    her = portal.enrol()
    before = f"{portal.clock.now.isoformat()}~{origin}~{row}"
    found = read(portal.at_desk().browser, her.id, before=before)
    assert found["kinds"]


def test_an_unknown_kind_is_refused(small_portal: Portal) -> None:
    her = small_portal.enrol()
    answer = small_portal.at_desk().browser.get(address(her.id, kinds=["gossip"]))
    assert problem(answer, 422, "invalid")
