"""The ledger sees what is wrong: a run whose ledger saw nothing would prove nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from portal.audit.recorder import acting, record
from tests.faults.callers import Booked, Desk, Phone
from tests.faults.ledger import Ledger, sound
from tests.faults.world import Own
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.world import TESTER

ELEANOR = "eleanor@example.org"
WISH = {"proposals": [{"date": "2026-03-13", "part": "morning"}], "note": ""}


@pytest.fixture
def visit(small_portal: Portal) -> UUID:
    return small_portal.visit_id(small_portal.enrol(email=ELEANOR), "month-3")


@pytest.fixture
def phone(small_portal: Portal, visit: UUID) -> Phone:
    """It was told that its one wish is kept."""
    phone, wish = Phone(Own("token", (visit,))), uuid4()
    browser = small_portal.browser(ELEANOR)
    done(browser.put(f"/api/me/visits/{visit}/time-requests/{wish}", WISH), 201)
    phone.asked.add(wish)
    return phone


@pytest.fixture
def desk(small_portal: Portal, visit: UUID) -> Desk:
    """It was told that its one booking is made."""
    desk = Desk("token", (visit,))
    answer = done(small_portal.at_desk().book(visit, "2026-03-12", "09:30"))
    desk.booked.add(Booked(visit, datetime.fromisoformat(answer["starts_at"])))
    return desk


def compared(portal: Portal, phones: list[Phone], desks: list[Desk]) -> Ledger:
    ledger = Ledger()
    ledger.compare(portal.database, phones, desks)
    return ledger


def test_what_was_written_once_is_in_order(small_portal: Portal, phone: Phone, desk: Desk) -> None:
    ledger = compared(small_portal, [phone], [desk])
    assert ledger == Ledger(acknowledged=2)
    assert sound(small_portal.database)


def test_a_wish_that_is_not_there_is_lost(small_portal: Portal, phone: Phone) -> None:
    phone.asked.add(uuid4())
    assert len(compared(small_portal, [phone], []).lost) == 1


def test_a_withdrawal_that_is_not_there_is_lost(small_portal: Portal, phone: Phone) -> None:
    phone.withdrawn |= phone.asked
    assert len(compared(small_portal, [phone], []).lost) == 1


def test_a_booking_that_is_not_there_is_lost(small_portal: Portal, visit: UUID, desk: Desk) -> None:
    desk.booked.add(Booked(visit, datetime.fromisoformat("2026-03-12T17:00:00+00:00")))
    assert len(compared(small_portal, [], [desk]).lost) == 1


def test_two_entries_for_one_write_are_seen(small_portal: Portal, phone: Phone) -> None:
    (wish,) = phone.asked
    with small_portal.database.transaction() as session:
        acting(session, TESTER, small_portal.clock.now)
        record(session, "added", kind="time_request", object_id=wish, after={})
    assert len(compared(small_portal, [phone], []).twice) == 1


def test_a_change_without_an_entry_is_seen(small_portal: Portal, visit: UUID, phone: Phone) -> None:
    with small_portal.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE visit SET version = version + 1 WHERE id = ?", (visit.hex,)
        )
    assert len(compared(small_portal, [phone], []).without_history) == 1
