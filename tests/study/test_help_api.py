"""Whom to call, for somebody who cannot sign in."""

from __future__ import annotations

from tests.support.portal import Portal
from tests.support.web import Browser


def test_anyone_can_read_which_teams_to_call_in_her_language(small_portal: Portal) -> None:
    answer = Browser(small_portal.app, "es").get("/api/help")
    assert answer.status_code == 200
    teams = answer.get_json()["teams"]
    assert [team["phone"] for team in teams] == ["+13055550100", "+13125550120"]
    assert teams[0]["team_name"] == "Equipo del estudio Free-HER en Miami"
    assert all(team["emergency_number"] == "911" for team in teams)
