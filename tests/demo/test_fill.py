"""The demo's people stand where their standing says, whatever day it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.claims.models import Claim, ClaimStatus
from portal.claims.payment_models import Payment, PaymentStatus
from portal.demo import fill
from portal.demo.people import PARTICIPANTS, STAFF
from tests.support.fakes import Clock
from tests.support.keys import give_keys
from tests.support.portal import Portal, settings_for, start
from tests.support.problems import done
from tests.support.world import World

MIAMI = ZoneInfo("America/New_York")

DAYS = [
    datetime(2026, 3, 8, 6, 30, tzinfo=UTC),  # the hour before the clocks go forward in Miami
    datetime(2026, 3, 8, 7, 30, tzinfo=UTC),  # and after it
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC),  # the hour that comes twice, first
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # and second
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2027, 1, 1, 3, 0, tzinfo=UTC),  # already next year in UTC, not yet in Miami
    datetime(2027, 12, 31, 23, 59, tzinfo=UTC),
    *(
        datetime(2026, 11, 22, 15, tzinfo=UTC) + timedelta(days=53 * n, hours=5 * n)
        for n in range(7)
    ),
]
"""Special days, and others over a year, one of each day of the week."""


def filled(session: Session, folder: Path, now: datetime) -> None:
    settings = settings_for(folder, demo="1")
    give_keys(settings)
    fill.fill(session, settings=settings, now=now)


@pytest.fixture(params=DAYS, ids=lambda day: f"{day:%Y-%m-%d-%H%M}")
def demo(request: pytest.FixtureRequest, embedded: Any, tmp_path: Path) -> Portal:
    """The demo, filled on that day."""
    with embedded.transaction() as session:
        filled(session, tmp_path, request.param)
    portal = start(embedded, tmp_path, World(None, None, None, None), demo="1")  # type: ignore[arg-type]
    portal.clock.now = request.param
    return portal


def enter(portal: Portal, email: str) -> Any:
    browser = portal.browser()
    done(browser.post("/api/demo/sign-in", {"email": email}))
    return browser


def today(portal: Portal, name: str) -> Any:
    return done(enter(portal, f"{name}@example.org").get("/api/me/today"))


def test_everyone_stands_where_her_standing_says(demo: Portal) -> None:
    """Read as the person reads it, through the portal."""
    seen = {}
    for person in PARTICIPANTS:
        page = today(demo, person.email.partition("@")[0])
        phase = page["phase"]
        seen[page["name"].split()[0]] = (
            page["status"],
            phase and (phase["key"], phase["unit"], phase["number"]),
        )
    assert seen.pop("Joan")[1][0] == "follow_up"
    assert seen == {
        "Eleanor": ("enrolled", ("monitoring", "month", 7)),
        "Rosa": ("enrolled", ("monitoring", "month", 12)),
        "Margaret": ("enrolled", ("monitoring", "month", 1)),
        "Ruth": ("enrolled", ("monitoring", "month", 35)),
        "Denise": ("enrolled", ("monitoring", "month", 9)),
        "Carol": ("screening", ("screening", "week", 2)),
        "Yvonne": ("invited", None),
        "Patricia": ("withdrawn", None),
        "Beatriz": ("enrolled", ("monitoring", "month", 16)),
        "Sylvia": ("enrolled", ("monitoring", "month", 4)),
        "Norma": ("ineligible", None),
    }
    eleanor(demo)
    nobody_waits_for_the_past(demo)
    what_is_told_of_some_is_so(demo)
    a_claim_is_in_every_state(demo)


def a_claim_is_in_every_state(demo: Portal) -> None:
    with demo.database.session(reads_only=True) as session:
        assert set(session.scalars(sa.select(Claim.status))) == set(ClaimStatus)
        assert set(session.scalars(sa.select(Payment.status))) == set(PaymentStatus)


def eleanor(demo: Portal) -> None:
    visit = today(demo, "eleanor")["next_visit"]
    assert visit["status"] == "booked"
    starts_at = datetime.fromisoformat(visit["starts_at"])
    assert starts_at > demo.clock.now
    assert starts_at.astimezone(MIAMI).weekday() < 5
    assert visit["stop_eating"]["hours"] == 4
    assert datetime.fromisoformat(visit["stop_eating"]["at"]) < starts_at


def nobody_waits_for_the_past(demo: Portal) -> None:
    local = demo.clock.now.astimezone(MIAMI).date().isoformat()
    for person in PARTICIPANTS:
        page = today(demo, person.email.partition("@")[0])
        for visit in [page["next_visit"], *page["coming"]]:
            if visit is None:
                continue
            assert visit["late"] is False
            if visit["starts_at"]:
                assert datetime.fromisoformat(visit["starts_at"]) > demo.clock.now
            else:
                assert visit["window"]["end"] >= local, (person.name, visit)


def what_is_told_of_some_is_so(demo: Portal) -> None:
    desk = enter(demo, STAFF[0].email)
    rows = {row["code"]: row for row in done(desk.get("/api/staff/participants"))["rows"]}
    late = {code for code, row in rows.items() if row["late"]}
    assert "FH-010" in late
    assert {kind["kind"] for kind in rows["FH-006"]["late"]} >= {"time_request"}
    assert rows["FH-006"]["flags"] == ["treated_brain_metastases"]
    visits = done(desk.get(f"/api/staff/participants/{rows['FH-006']['id']}"))["visits"]
    assert any("brain_mri" in {a["kind"] for a in visit["activities"]} for visit in visits)
    rosa, beatriz = (visits_of(desk, rows[code]["id"]) for code in ("FH-002", "FH-010"))
    assert "partly_done" in rosa
    assert "missed" in beatriz
    assert rows["FH-002"]["language"] == rows["FH-010"]["language"] == "es"


def visits_of(desk: Any, participant_id: str) -> set[str]:
    detail = done(desk.get(f"/api/staff/participants/{participant_id}"))
    return {visit["status"] for visit in detail["visits"]}


def test_the_history_reads_as_years_of_work(embedded: Any, tmp_path: Path) -> None:
    now = Clock().now
    with embedded.transaction() as session:
        filled(session, tmp_path, now)
    with embedded.session(reads_only=True) as session:
        ahead = session.scalar(
            sa.text("SELECT count(*) FROM audit_entry WHERE at > :now"),
            {"now": now.replace(tzinfo=None)},
        )
        span = session.execute(sa.text("SELECT min(at), count(DISTINCT at) FROM audit_entry")).one()
    assert ahead == 0, "nothing can have been done in the future"
    assert str(span[0]) < str(now - timedelta(days=1300))
    assert span[1] > 100


def test_filling_is_for_an_empty_database(embedded: Any, tmp_path: Path) -> None:
    with embedded.transaction() as session:
        assert fill.is_empty(session)
        filled(session, tmp_path, Clock().now)
    with embedded.session(reads_only=True) as session:
        assert not fill.is_empty(session)


def test_every_name_and_address_is_made_up() -> None:
    assert all(person.email.endswith("@example.org") for person in (*PARTICIPANTS, *STAFF))
    assert all("55501" in person.phone for person in PARTICIPANTS)
    for values in (
        [person.email for person in (*PARTICIPANTS, *STAFF)],
        [person.code for person in PARTICIPANTS],
        [person.phone for person in PARTICIPANTS],
    ):
        assert len(set(values)) == len(values)
