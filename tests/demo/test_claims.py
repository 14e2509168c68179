"""The demo's travel money: something to see in every state, for each who looks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from portal.claims.models import Claim
from portal.demo import apart, fill
from portal.demo.people import PARTNERS
from tests.demo.test_fill import enter, filled
from tests.support.portal import Portal, settings_for, start
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import World


@pytest.fixture
def demo(embedded: Any, tmp_path: Path) -> Portal:
    """The demo, filled on an ordinary Sunday: other days are in test_fill.py."""
    day = datetime(2026, 11, 22, 15, tzinfo=UTC)
    with embedded.transaction() as session:
        filled(session, tmp_path, day)
    portal = start(embedded, tmp_path, World(None, None, None, None), demo="1")  # type: ignore[arg-type]
    portal.clock.now = day
    return portal


def test_everyone_at_the_desk_has_something_to_do(demo: Portal) -> None:
    grace = enter(demo, "grace.okafor@example.org")
    counts = done(grace.get("/api/staff/claims"))["counts"]
    waiting = ("to_check", "second_look", "disputed", "with_them", "to_pay", "failed")
    assert all(counts[name] for name in waiting), counts
    omar = enter(demo, "omar.haddad@example.org")
    assert len(done(omar.get("/api/staff/payments/to-pay"))["rows"]) == counts["to_pay"]
    assert done(omar.get("/api/staff/travel-totals"))["totals"]


def test_a_care_partner_enters_and_sees_what_she_sent(demo: Portal) -> None:
    for partner in PARTNERS:
        found = done(enter(demo, partner.email).get("/api/me/travel"))
        assert found["care_partner"] is True
        assert [claim["made_by"] for claim in found["claims"] if claim["mine"]] == [partner.name]


def test_every_receipt_of_the_demo_can_be_looked_at(demo: Portal) -> None:
    grace: Browser = enter(demo, "grace.okafor@example.org")
    rows: list[dict[str, Any]] = done(grace.get("/api/staff/claims?waiting=all"))["rows"]
    seen = 0
    for row in rows:
        for line in done(grace.get(f"/api/staff/claims/{row['id']}"))["lines"]:
            for receipt in line["receipts"]:
                answer = grace.get(f"/api/staff/receipts/{receipt['id']}/picture")
                assert answer.get_data().startswith(b"\xff\xd8\xff")
                seen += 1
    assert seen > 5


def test_it_is_filled_in_a_process_of_its_own_once(embedded: Any, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, demo="1")
    apart.fill_apart(settings)
    with embedded.session(reads_only=True) as session:
        first = session.scalars(sa.select(Claim.id)).all()
        assert not fill.is_empty(session)
    apart.fill_apart(settings)
    with embedded.session(reads_only=True) as session:
        assert session.scalars(sa.select(Claim.id)).all() == first


def test_a_filling_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(apart.NotFilled):
        apart.fill_apart(settings_for(tmp_path, demo="1"))  # nothing is migrated there
