"""The desk's list: filters, search, order, pages, and the work it is for the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.statements import statements


def listed(desk: Desk, query: str = "") -> list[str]:
    """The numbers on the first page, in order."""
    body = done(desk.browser.get(f"/api/staff/participants?{query}"))
    assert body["total"] == len(body["rows"])
    return [row["code"] for row in body["rows"]]


def found(desk: Desk, text: str, **more: Any) -> list[str]:
    body = done(desk.browser.post("/api/staff/participants/search", {"text": text, **more}))
    return [row["code"] for row in body["rows"]]


def test_a_row_says_who_where_she_is_and_what_comes_next(portal: Portal) -> None:
    participant = portal.enrol(code="FH-1", flags=("treated_brain_metastases",))
    desk = portal.at_desk()
    done(desk.outcome(portal.visit_id(participant, "week_6"), "done"))
    (row,) = done(desk.browser.get("/api/staff/participants"))["rows"]
    assert row["site"]["key"] == "miami"
    assert row["phase"]["number"] == 3
    assert row["flags"] == ["treated_brain_metastases"]
    assert row["next_visit"]["label"] == "Month 3"
    assert row["next_visit"]["window"] == {
        "start": "2026-03-05",
        "target": "2026-03-12",
        "end": "2026-03-19",
    }
    assert row["next_visit"]["local_date"] is None
    done(desk.book(portal.visit_id(participant, "month-3"), "2026-03-12", "09:30"))
    (row,) = done(desk.browser.get("/api/staff/participants"))["rows"]
    assert (row["next_visit"]["local_date"], row["next_visit"]["local_time"]) == (
        "2026-03-12",
        "09:30",
    )


def test_status_and_site_narrow_the_list(portal: Portal) -> None:
    portal.add(code="A")
    portal.add(code="B", consent=date(2026, 2, 20))
    portal.enrol(code="C")
    desk = portal.at_desk()
    assert listed(desk) == ["A", "B", "C"]
    assert listed(desk, "status=invited") == ["A"]
    assert listed(desk, "status=screening") == ["B"]
    assert listed(desk, "status=completed") == []
    assert listed(desk, f"site={portal.world.home.id}&status=enrolled") == ["C"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["A%B", "A_B", "A\\B", "AXB"]),
        ("a", ["A%B", "A_B", "A\\B", "AXB"]),
        ("%", ["A%B"]),
        ("_", ["A_B"]),
        ("\\", ["A\\B"]),
        ("a_b", ["A_B"]),
        ("whit", ["AXB"]),
        ("WHITFIELD", ["AXB"]),
        ("  whit ", ["AXB"]),
        ("or 'x", ["A_B"]),
        ("nobody", []),
    ],
)
def test_search_takes_what_is_typed_as_text(portal: Portal, text: str, codes: list[str]) -> None:
    for code, name in (
        ("A%B", "Rosa"),
        ("A_B", "Eleanor 'x' or 'x' Ansah"),
        ("A\\B", "Ruth"),
        ("AXB", "Eleanor Whitfield"),
    ):
        portal.add(code=code, name=name, email=f"p{ord(code[1])}@example.org")
    found_now = found(portal.at_desk(), text)
    assert sorted(found_now) == sorted(codes)


def test_search_and_filters_work_together(portal: Portal) -> None:
    portal.add(code="A", name="Rosa Invited")
    portal.enrol(code="B", name="Rosa Enrolled")
    assert found(portal.at_desk(), "rosa", status="enrolled") == ["B"]


def test_the_list_is_sorted_by_number_or_by_name(portal: Portal) -> None:
    for code, name in (("FH-3", "anna"), ("FH-1", "Beatriz"), ("FH-2", "Carol")):
        portal.add(code=code, name=name)
    desk = portal.at_desk()
    assert listed(desk, "sort=code") == ["FH-1", "FH-2", "FH-3"]
    assert listed(desk, "sort=name") == ["FH-3", "FH-1", "FH-2"]


def test_the_list_is_sorted_by_the_day_of_the_next_visit_who_has_none_last(
    portal: Portal,
) -> None:
    """The day that the row shows: the booked one, or the target."""
    today = portal.today
    portal.add(code="NONE")
    desk = portal.at_desk()
    for code, ago in (("DAY-20", 71), ("DAY-5", 86), ("DAY-3", 88)):
        portal.add(
            code=code,
            consent=today - timedelta(days=100),
            last_dose=today - timedelta(days=ago),
        )
    early = portal.add(
        code="BOOKED-1", consent=today - timedelta(days=100), last_dose=today - timedelta(days=75)
    )
    answer = desk.book(portal.visit_id(early, "month-3"), today + timedelta(days=1), reason="Trip")
    done(answer)
    late = portal.add(
        code="BOOKED-30", consent=today - timedelta(days=110), last_dose=today - timedelta(days=87)
    )
    answer = desk.book(portal.visit_id(late, "month-3"), today + timedelta(days=30), reason="Trip")
    done(answer)
    assert listed(desk, "sort=next_visit") == [
        "BOOKED-1",
        "DAY-3",
        "DAY-5",
        "DAY-20",
        "BOOKED-30",
        "NONE",
    ]


def test_those_with_something_late_come_first_when_asked_for(portal: Portal) -> None:
    portal.add(code="A")
    portal.enrol(code="B")  # week 6 was never booked
    desk = portal.at_desk()
    assert listed(desk, "sort=late") == ["B", "A"]
    assert listed(desk, "late=true") == ["B"]


def test_pages_hold_every_row_once(portal: Portal) -> None:
    for number in range(7):
        portal.add(code=f"P{number}", name="Same name")
    desk = portal.at_desk()
    for sort in ("code", "name", "next_visit", "late"):
        seen = []
        for page in (1, 2, 3):
            path = f"/api/staff/participants?page={page}&page_size=3&sort={sort}"
            body = done(desk.browser.get(path))
            assert (body["total"], body["page"], body["page_size"]) == (7, page, 3)
            seen += [row["code"] for row in body["rows"]]
        assert seen == [f"P{number}" for number in range(7)]
    assert done(desk.browser.get("/api/staff/participants?page=4&page_size=3"))["rows"] == []


@pytest.mark.parametrize("path", ["participants", "visits?page_size=200", "time-requests"])
def test_the_number_of_statements_does_not_grow_with_the_rows(portal: Portal, path: str) -> None:
    desk = portal.at_desk()

    def add(count: int) -> None:
        for _ in range(count):
            participant = portal.enrol()
            email = participant.email
            visit = portal.visit_id(participant, "month-3")
            done(desk.book(visit, "2026-03-12"))
            phone = portal.browser(email)
            body = {"proposals": [{"date": "2026-03-13", "part": "morning"}]}
            request = f"/api/me/visits/{visit}/time-requests/{participant.id}"
            done(phone.put(request, body), 201)

    counts = []
    for more in (1, 4):
        add(more)
        desk.browser.get(f"/api/staff/{path}")
        with statements(portal.database.engine) as sent:
            assert done(desk.browser.get(f"/api/staff/{path}"))["total"] >= more
        counts.append(len(sent))
    assert counts[0] == counts[1], sent
    assert counts[0] <= 8


def test_a_participants_page_takes_a_fixed_number_of_statements(portal: Portal) -> None:
    participant = portal.enrol()
    other = portal.add(consent=date(2026, 3, 1))
    desk = portal.at_desk()
    counts = []
    for who in (participant, other):
        desk.participant(who.id)
        with statements(portal.database.engine) as sent:
            desk.participant(who.id)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 10, sent
