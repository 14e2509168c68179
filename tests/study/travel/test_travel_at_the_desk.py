"""The study page says what is covered, for every member of the team."""

from __future__ import annotations

from tests.support.portal import Portal
from tests.support.problems import done


def test_the_study_page_has_the_whole_policy_in_minor_units(portal: Portal) -> None:
    [study] = done(portal.at_desk().browser.get("/api/staff/studies"))["rows"]
    travel = study["travel"]
    assert (travel["currency"], travel["digits"], travel["claim_within"]) == ("USD", 2, 90)
    assert (travel["payment_days"], travel["two_people_above"]) == ([5], 50_000)
    assert travel["caps"] == {"item": None, "day": None, "visit": 150_000, "month": 200_000}
    assert travel["visits"] == ["Blood tests", "Scans", "Monitoring visit"]
    assert travel["rates"][-1] == {"since": "2026-01-01", "rate": "0.725"}
    assert travel["reportable"][-1] == {"since": "2026-01-01", "amount": 200_000}
    assert (travel["unusual_distance"], travel["tell"]) == (4000, ["coordinator"])
