"""Today: what a participant sees first."""

from __future__ import annotations

from tests.support.portal import Portal
from tests.support.world import enrolled


def test_a_participant_signs_in_with_a_code_and_sees_her_next_visit(portal: Portal) -> None:
    with portal.database.transaction() as session:
        enrolled(session, portal.world, now=portal.clock.now, email="eleanor@example.org")
    phone = portal.browser("eleanor@example.org")
    today = phone.get("/api/me/today").get_json()
    assert today["next_visit"]["label"] == "Month 3"
    assert today["phase"] == {
        "key": "monitoring",
        "name": "Monitoring",
        "unit": "month",
        "number": 3,
        "of": 36,
    }
