"""Today: what a participant sees first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from portal.participants.models import Participant
from portal.schedule.models import Visit
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.statements import statements
from tests.support.world import enrolled, visit_id

ELEANOR = "eleanor@example.org"


def today(portal: Portal, language: str = "en") -> Any:
    return done(portal.browser(ELEANOR, language).get("/api/me/today"))


def test_a_participant_signs_in_with_a_code_and_sees_her_next_visit(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    shown = today(portal)
    assert shown["next_visit"]["label"] == "Month 3"
    assert shown["phase"] == {
        "key": "monitoring",
        "name": "Monitoring",
        "unit": "month",
        "number": 3,
        "of": 36,
    }
    assert shown["name"] == "Eleanor Whitfield"
    assert shown["today"] == "2026-03-02"
    assert [visit["label"] for visit in shown["coming"]] == ["Month 6", "Month 9", "Month 12"]


def test_who_was_only_invited_sees_no_visit_and_whom_to_call(portal: Portal) -> None:
    portal.add(email=ELEANOR)
    shown = today(portal)
    assert (shown["status"], shown["next_visit"], shown["phase"]) == ("invited", None, None)
    assert (shown["coming"], shown["to_do"]) == ([], [])
    assert shown["help"]["phone"] == "+13055550100"
    assert shown["help"]["phone_display"] == "305-555-0100"


def test_in_screening_the_weeks_are_counted(portal: Portal) -> None:
    portal.add(email=ELEANOR, consent=date(2026, 2, 22))
    assert today(portal)["phase"]["number"] == 2


def test_a_visit_whose_time_has_passed_is_next_until_it_is_over(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    visit = portal.visit_id(participant, "month-3")
    done(portal.at_desk().book(visit, "2026-03-12", "09:30"))
    portal.clock.now = portal.clock.now.replace(day=12, hour=13, minute=45)
    assert today(portal)["next_visit"]["id"] == str(visit)
    portal.clock.now = portal.clock.now.replace(hour=14, minute=5)
    assert today(portal)["next_visit"]["label"] == "Month 6"


def test_a_visit_booked_for_later_comes_after_one_whose_window_is_open(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    done(portal.at_desk().book(portal.visit_id(participant, "month-3"), "2026-07-01", reason="x"))
    shown = today(portal)
    assert shown["next_visit"]["label"] == "Month 6"
    assert shown["coming"][0]["label"] == "Month 3"


@pytest.mark.parametrize(("day", "asked"), [("2026-03-16", True), ("2026-03-18", False)])
def test_a_booked_visit_is_to_be_confirmed_two_weeks_before(
    portal: Portal, day: str, asked: bool
) -> None:
    visit = portal.visit_id(portal.enrol(email=ELEANOR), "month-3")
    done(portal.at_desk().book(visit, day, "09:30"))
    found = [item["visit_id"] for item in today(portal)["to_do"]]
    assert found == ([str(visit)] if asked else [])


def test_everything_of_the_study_is_said_in_spanish(portal: Portal) -> None:
    visit = portal.visit_id(portal.enrol(email=ELEANOR), "month-6")
    done(portal.at_desk().book(visit, "2026-06-12", "09:30"))
    shown = done(portal.browser(ELEANOR, "es").get(f"/api/me/visits/{visit}"))
    assert (shown["name"], shown["label"]) == ("Visita de control", "Mes 6")
    assert [item["name"] for item in shown["activities"]] == [
        "Extracción de sangre para ctDNA",
        "Análisis de sangre de rutina",
        "Tomografía (CT o PET-CT)",
    ]
    assert shown["place"]["name"] == "Clínica de investigación, piso 2"
    assert shown["preparation"][0].startswith("Use una prenda")
    assert today(portal, "es")["help"]["team_name"].startswith("Equipo")


def test_the_site_is_open_in_its_office_hours(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    help_card = today(portal)["help"]  # Monday, 10:02 in Miami
    assert (help_card["open_now"], help_card["opens_at"]) == (True, None)
    portal.clock.now = portal.clock.now.replace(day=6, hour=23)  # Friday, 18:00
    help_card = today(portal)["help"]
    # Monday at eight, after the clocks went forward on Sunday.
    assert (help_card["open_now"], help_card["opens_at"]) == (False, "2026-03-09T12:00:00Z")


def test_a_late_visit_is_marked_as_such_in_the_schedule(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    phases = done(portal.browser(ELEANOR).get("/api/me/schedule"))["phases"]
    late = [visit["label"] for phase in phases for visit in phase["visits"] if visit["late"]]
    assert late == ["Screening", "Screening", "Screening", "Week 6"]


def test_the_schedule_shows_every_phase_and_every_visit_once(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    shown = done(portal.browser(ELEANOR).get("/api/me/schedule"))
    assert shown["time_zone"] == "America/New_York"
    phases = {phase["key"]: phase for phase in shown["phases"]}
    assert list(phases) == ["screening", "monitoring", "follow_up"]
    assert [len(phase["visits"]) for phase in phases.values()] == [3, 13, 6]
    assert [phase["current"] for phase in phases.values()] == [False, True, False]
    assert [phase["past"] for phase in phases.values()] == [True, False, False]
    monitoring = phases["monitoring"]
    assert (monitoring["starts_on"], monitoring["ends_on"]) == ("2025-12-12", "2028-12-11")
    assert (monitoring["number"], monitoring["of"], monitoring["unit"]) == (3, 36, "month")
    targets = [visit["window"]["target"] for visit in monitoring["visits"]]
    assert targets == sorted(targets)


def test_before_there_is_a_date_the_schedule_has_its_phases_without_days(portal: Portal) -> None:
    portal.add(email=ELEANOR)
    phases = done(portal.browser(ELEANOR).get("/api/me/schedule"))["phases"]
    assert [(phase["starts_on"], phase["visits"]) for phase in phases] == [(None, [])] * 3


def copies(portal: Portal, participant: Participant, count: int) -> None:
    """So many more participants with the same schedule."""
    if not count:
        return
    people, visits = (sa.inspect(model).local_table for model in (Participant, Visit))
    with portal.database.engine.begin() as connection:
        person = connection.execute(sa.select(people).where(people.c.id == participant.id)).one()
        rows = connection.execute(
            sa.select(visits).where(visits.c.participant_id == participant.id)
        ).all()
        ids: list[UUID] = [uuid4() for _ in range(count)]
        new = [person._asdict() | {"id": who, "code": who.hex} for who in ids]
        connection.execute(sa.insert(people), new)
        more = [
            row._asdict() | {"id": uuid4(), "participant_id": who} for who in ids for row in rows
        ]
        connection.execute(sa.insert(visits), more)


@pytest.mark.parametrize("path", ["today", "schedule", "help"])
def test_a_page_takes_at_most_four_statements_however_many_take_part(
    portal: Portal, path: str
) -> None:
    participant = portal.enrol(email=ELEANOR)
    visit = portal.visit_id(participant, "month-3")
    done(portal.at_desk().book(visit, "2026-03-12"))
    phone = portal.browser(ELEANOR)
    body = {"proposals": [{"date": "2026-03-13", "part": "morning"}]}
    done(phone.put(f"/api/me/visits/{visit}/time-requests/{uuid4()}", body), 201)
    counts, answers = [], []
    for more in (0, 300):
        copies(portal, participant, more)
        phone.get(f"/api/me/{path}")
        with statements(portal.database.engine) as sent:
            answers.append(done(phone.get(f"/api/me/{path}")))
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 4, sent
    assert answers[0] == answers[1]


def test_a_page_is_answered_from_indexes_alone(portal: Portal) -> None:
    """No statement of Today reads a whole table once there are many rows."""
    participant = portal.enrol(email=ELEANOR)
    copies(portal, participant, 300)
    phone = portal.browser(ELEANOR)
    if portal.database.is_sqlite:
        explain = "EXPLAIN QUERY PLAN "
    else:
        with portal.database.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
        explain = "EXPLAIN "
    seen: list[tuple[str, Any]] = []
    engine = portal.database.engine

    def note(_c: Any, _u: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            seen.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", note)
    phone.get("/api/me/today")
    sa.event.remove(engine, "before_cursor_execute", note)
    assert len(seen) >= 3
    with engine.connect() as connection:
        for statement, parameters in seen:
            rows = connection.exec_driver_sql(explain + statement, parameters)
            text = "\n".join(str(tuple(row)) for row in rows)
            for table in ("visit", "participant"):
                assert f"SCAN {table}" not in text, text
                assert f"Seq Scan on {table} " not in text, text


def test_late_means_the_window_has_passed_not_the_target(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    portal.clock.now += timedelta(days=17)  # 19 March: the window's last day
    assert today(portal)["next_visit"]["label"] == "Month 3"
    portal.clock.now += timedelta(days=1)
    assert today(portal)["next_visit"]["label"] == "Month 6"


def test_a_visit_that_got_no_time_is_told_until_a_month_after_its_window(portal: Portal) -> None:
    with portal.database.transaction() as session:
        someone = enrolled(session, portal.world, now=portal.clock.now, email="late@example.org")
        month_3 = visit_id(session, someone, "month-3")
    portal.clock.turn(days=30)  # its window closed on the 19th of March
    phone = portal.browser("late@example.org")
    told = phone.get("/api/me/today").get_json()
    assert [(item["kind"], item["visit_id"]) for item in told["to_do"]] == [
        ("visit_overdue", str(month_3))
    ]
    assert told["next_visit"]["id"] != str(month_3)
    portal.clock.turn(days=25)
    assert phone.get("/api/me/today").get_json()["to_do"] == []
