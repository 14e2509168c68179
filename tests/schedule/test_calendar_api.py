"""The calendar feed and the file of one visit (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import icalendar
import pytest
import sqlalchemy as sa

from portal.accounts.models import Membership
from portal.audit.recorder import acting
from portal.schedule.models import CalendarFeed
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once
from tests.support.world import TESTER

ELEANOR = "eleanor@example.org"
FEED = "/api/me/calendar-feed"


@pytest.fixture
def visit(portal: Portal) -> UUID:
    """Month 6, with a scan, booked for 12 June at 8:00 in Miami."""
    visit = portal.visit_id(portal.enrol(email=ELEANOR), "month-6")
    done(portal.at_desk().book(visit, "2026-06-12", "08:00", place_note="Room 4"))
    return visit


def path_of(shown: dict[str, Any]) -> str:
    path: str = shown["address"].removeprefix("http://127.0.0.1:8000")
    return path


def read(portal: Portal, path: str) -> Any:
    answer = portal.browser(language="").get(path)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    check_lines(answer.data)
    return icalendar.Calendar.from_ical(answer.data)


def check_lines(text: bytes) -> None:
    """Every line ends in CRLF and has at most 75 octets of whole characters (RFC 5545, 3.1)."""
    assert text.endswith(b"\r\n")
    for line in text.removesuffix(b"\r\n").split(b"\r\n"):
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 75, line
        line.decode("utf-8")


def events(calendar: Any) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def test_the_feed_holds_the_booked_visits_as_appointments(portal: Portal, visit: UUID) -> None:
    shown = done(portal.browser(ELEANOR).get(FEED))
    calendar = read(portal, path_of(shown))
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT6H"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"
    (event,) = events(calendar)
    assert event["UID"] == f"{visit}@participant-portal"
    assert event["STATUS"] == "CONFIRMED"
    assert event["CLASS"] == "PRIVATE"
    assert event.start == datetime(2026, 6, 12, 12, 0, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert (event.end - event.start).seconds == 120 * 60
    assert event["DTSTAMP"].dt.tzinfo is not None
    assert event["DTSTAMP"].to_ical().endswith(b"Z")


def test_each_time_zone_comes_with_its_rules(portal: Portal, visit: UUID) -> None:
    calendar = read(portal, path_of(done(portal.browser(ELEANOR).get(FEED))))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "America/New_York"
    rules = {component.name for component in zone.subcomponents}
    assert rules == {"STANDARD", "DAYLIGHT"}


def test_without_details_an_entry_gives_nothing_away(portal: Portal, visit: UUID) -> None:
    path = path_of(done(portal.browser(ELEANOR).get(FEED)))
    (event,) = events(read(portal, path))
    assert event["SUMMARY"] == "Appointment"
    assert "LOCATION" not in event
    text = portal.browser().get(path).get_data(as_text=True).replace("\r\n ", "").lower()
    for word in (
        "free-her",
        "trial",
        "study",
        "cancer",
        "monitoring",
        "blood",
        "scan",
        "clinic",
        "miami",
        "avenue",
        "eleanor",
        "whitfield",
        "room 4",
        "month 6",
    ):
        assert word not in text, word


@pytest.mark.parametrize("language", ["en", "es"])
def test_with_details_an_entry_says_what_where_and_how_to_prepare(
    portal: Portal, visit: UUID, language: str
) -> None:
    phone = portal.browser(ELEANOR)
    done(phone.patch("/api/account", {"language": language}))
    shown = done(phone.patch(FEED, {"details": True}))
    assert shown["details"] is True
    (event,) = events(read(portal, path_of(shown)))
    if language == "en":
        assert event["SUMMARY"] == "Monitoring visit"
        assert event["LOCATION"] == "Research clinic, floor 2, 100 Example Avenue, Miami, FL"
        assert "CT or PET-CT scan" in event["DESCRIPTION"]
        assert "Nothing to eat from 4:00" in event["DESCRIPTION"]
        assert "To prepare: Wear a top with sleeves" in event["DESCRIPTION"]
    else:
        assert event["SUMMARY"] == "Visita de control"
        assert "Tomografía (CT o PET-CT)" in event["DESCRIPTION"]
        assert "No coma nada desde las 4:00" in event["DESCRIPTION"]
        assert event["LOCATION"].startswith("Clínica de investigación, piso 2")
    assert f"/visits/{visit}" in event["DESCRIPTION"]


def test_details_can_be_taken_back(portal: Portal, visit: UUID) -> None:
    phone = portal.browser(ELEANOR)
    phone.patch(FEED, {"details": True})
    shown = done(phone.patch(FEED, {"details": False}))
    (event,) = events(read(portal, path_of(shown)))
    assert event["SUMMARY"] == "Appointment"


def test_a_visit_moved_keeps_its_uid_and_its_sequence_rises(portal: Portal, visit: UUID) -> None:
    path = path_of(done(portal.browser(ELEANOR).get(FEED)))
    (before,) = events(read(portal, path))
    portal.clock.turn(minutes=10)
    done(portal.at_desk().book(visit, "2026-06-15", "10:00"))
    (after,) = events(read(portal, path))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert after.start == datetime(2026, 6, 15, 14, 0, tzinfo=UTC)


def test_saying_that_one_comes_changes_nothing_that_a_calendar_must_notice(
    portal: Portal, visit: UUID
) -> None:
    phone = portal.browser(ELEANOR)
    path = path_of(done(phone.get(FEED)))
    before = portal.browser().get(path).data
    done(phone.put(f"/api/me/visits/{visit}/confirmation"))
    assert portal.browser().get(path).data == before


def test_a_cancelled_visit_stays_in_the_feed_as_cancelled(portal: Portal, visit: UUID) -> None:
    path = path_of(done(portal.browser(ELEANOR).get(FEED)))
    (before,) = events(read(portal, path))
    done(portal.at_desk().outcome(visit, "cancelled", reason="Scanner broken"))
    (after,) = events(read(portal, path))
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"] == "Cancelled: Appointment"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.start == before.start
    assert "Scanner" not in portal.browser().get(path).get_data(as_text=True)


def test_a_planned_visit_without_a_time_is_not_in_the_feed(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    calendar = read(portal, path_of(done(portal.browser(ELEANOR).get(FEED))))
    assert events(calendar) == []


def test_long_spanish_texts_are_folded_between_characters(portal: Portal, visit: UUID) -> None:
    long = "ñandú, señal; camión \\ «ü» 🌷 " * 12
    done(portal.at_desk().book(visit, "2026-06-12", "08:00", place_note=long.strip()))
    phone = portal.browser(ELEANOR)
    phone.patch("/api/account", {"language": "es"})
    path = path_of(done(phone.patch(FEED, {"details": True})))
    read(portal, path)  # checks every line
    raw = portal.browser().get(path).data
    assert b"\r\n " in raw
    unfolded = raw.replace(b"\r\n ", b"").decode()
    assert "\\," in unfolded  # a comma in a text is escaped, a colon is not
    assert "\\:" not in unfolded


def test_the_address_is_secret_and_stays_until_a_new_one_is_asked_for(
    portal: Portal, visit: UUID
) -> None:
    phone = portal.browser(ELEANOR)
    first, again = done(phone.get(FEED)), done(phone.get(FEED))
    assert first == again
    assert first["webcal"].startswith("webcal://127.0.0.1:8000/api/calendar/")
    assert len(path_of(first).rpartition("/")[2].removesuffix(".ics")) == 43
    second = done(phone.post(FEED))
    assert second["address"] != first["address"]
    problem(portal.browser().get(path_of(first)), 404, "not_found")
    assert len(events(read(portal, path_of(second)))) == 1


def test_the_token_is_stored_as_a_hash(portal: Portal, visit: UUID) -> None:
    token = path_of(done(portal.browser(ELEANOR).get(FEED))).rpartition("/")[2][:43]
    with portal.database.session(reads_only=True) as session:
        row = session.execute(sa.select(sa.inspect(CalendarFeed).local_table)).one()
    assert token not in " ".join(str(value) for value in row)


def test_tokens_hang_on_the_portals_key(start_portal: Callable[..., Portal]) -> None:
    portal = start_portal()
    portal.enrol(email=ELEANOR)
    path = path_of(done(portal.browser(ELEANOR).get(FEED)))
    assert portal.browser().get(path).status_code == 200
    other = start_portal(secret_key="another key for tests only, also long enough")
    other.clock.turn(minutes=10)
    assert path_of(done(other.browser(ELEANOR).get(FEED))) != path


@pytest.mark.parametrize(
    "token", ["x" * 43, "0" * 43, "x" * 42, "x" * 44, "..%2f" + "x" * 38, "\u00e9" * 43]
)
def test_a_wrong_token_is_an_address_that_does_not_exist(small_portal: Portal, token: str) -> None:
    problem(small_portal.browser().get(f"/api/calendar/{token}.ics"), 404, "not_found")


def test_a_feed_ends_with_the_membership(portal: Portal, visit: UUID) -> None:
    path = path_of(done(portal.browser(ELEANOR).get(FEED)))
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        membership = session.scalar(
            sa.select(Membership).where(Membership.participant_id.is_not(None))
        )
        assert membership is not None
        membership.ended_at = portal.clock.now
    problem(portal.browser().get(path), 404, "not_found")


def test_two_at_once_asking_for_the_feed_get_the_same_one(portal: Portal, visit: UUID) -> None:
    phones = [portal.browser(ELEANOR) for _ in range(4)]
    answers = at_once([lambda p=p: p.get(FEED) for p in phones])  # type: ignore[misc]
    assert len({done(answer)["address"] for answer in answers}) == 1


def test_the_file_of_one_visit_has_its_details_and_is_saved_not_shown(
    portal: Portal, visit: UUID
) -> None:
    phone = portal.browser(ELEANOR, "es")
    answer = phone.get(f"/api/me/visits/{visit}/calendar.ics")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    check_lines(answer.data)
    (event,) = events(icalendar.Calendar.from_ical(answer.data))
    assert event["SUMMARY"] == "Visita de control"
    assert event["UID"] == f"{visit}@participant-portal"


def test_a_visit_without_a_time_has_no_file(portal: Portal) -> None:
    visit = portal.visit_id(portal.enrol(email=ELEANOR), "month-6")
    answer = portal.browser(ELEANOR).get(f"/api/me/visits/{visit}/calendar.ics")
    problem(answer, 422, "not_booked")


@pytest.mark.parametrize("body", [{}, {"details": "maybe"}, {"details": None}])
def test_the_choice_of_details_is_yes_or_no(small_portal: Portal, body: dict[str, Any]) -> None:
    small_portal.enrol(email=ELEANOR)
    answer = small_portal.browser(ELEANOR).patch(FEED, body)
    assert fields_of(problem(answer, 422, "invalid")) == ["details"]


def test_over_tls_the_address_is_https_and_webcal(start_portal: Callable[..., Portal]) -> None:
    portal = start_portal(base_url="https://portal.example.org")
    portal.enrol(email=ELEANOR)
    phone = portal.browser()
    here = {"base_url": "https://portal.example.org"}
    ticket = phone.post("/api/sign-in/code", {"email": ELEANOR}, **here).get_json()["ticket"]
    phone.post("/api/sign-in", {"ticket": ticket, "code": portal.mailer.last_code()}, **here)
    shown = done(phone.get(FEED, **here))
    assert shown["address"].startswith("https://portal.example.org/api/calendar/")
    assert shown["webcal"] == shown["address"].replace("https://", "webcal://")
