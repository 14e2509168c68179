"""Reviewing: what waits, what is unusual, and a decision that is made once, by the right people."""

from __future__ import annotations

from typing import Any

import pytest

from portal.accounts.roles import Role
from tests.support.claims import Reviewer, Traveller, travelled
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once


@pytest.fixture
def her(portal: Portal) -> Traveller:
    travelled(portal)
    return Traveller(portal)


def line_of(claim: dict[str, Any], place: int = 0, **more: Any) -> dict[str, Any]:
    return {"id": claim["lines"][place]["id"], **more}


def test_what_waits_is_listed_and_late_ones_are_counted(portal: Portal, her: Traveller) -> None:
    claim = her.claim()
    grace = Reviewer(portal)
    [row] = grace.list()
    assert (row["id"], row["overdue"], row["own"], row["receipts"]) == (
        claim["id"],
        False,
        False,
        1,
    )
    assert grace.counts()["to_check"] == 1
    portal.clock.turn(days=7)
    late = Reviewer(portal)
    assert [one["id"] for one in late.list("overdue")] == [claim["id"]]
    assert late.counts()["overdue"] == 1


@pytest.mark.parametrize(
    "waiting",
    ["mine", "second_look", "disputed", "with_them", "to_pay", "on_its_way", "done"],
)
def test_a_claim_that_was_just_sent_is_in_no_other_list(
    portal: Portal, her: Traveller, waiting: str
) -> None:
    her.claim()
    assert Reviewer(portal).list(waiting) == []


def test_taking_a_claim_shows_her_who_checks_it(portal: Portal, her: Traveller) -> None:
    claim, grace = her.claim(), Reviewer(portal)
    taken = done(grace.take(claim["id"]))
    assert (taken["status"], taken["mine"]) == ("checking", True)
    assert [one["id"] for one in grace.list("mine")] == [claim["id"]]
    assert her.claims()[0]["steps"][-1]["by"] == taken["taken_by"]
    helen = Reviewer(portal, Role.INVESTIGATOR)
    seen = helen.detail(claim["id"])
    assert (seen["may"]["decide"], seen["may"]["why_not"]) == (False, "claim_taken")
    problem(helen.decide(claim["id"]), 422, "claim_taken")
    assert done(helen.take(claim["id"]))["mine"] is True
    assert done(helen.release(claim["id"]))["status"] == "sent"


def test_a_claim_is_approved_as_the_policy_pays_it(portal: Portal, her: Traveller) -> None:
    claim = her.claim([her.parking(5_200), her.line("time")])
    decided = done(Reviewer(portal).decide(claim["id"]))
    assert (decided["status"], decided["approved"]) == ("approved", 9_000)
    [now] = her.claims()
    assert [line["approved"] for line in now["lines"]] == [4_000, 5_000]
    assert now["expected_on"] == "2026-03-06"  # the first Friday three days later


def test_a_changed_line_needs_a_reason_that_she_reads(portal: Portal, her: Traveller) -> None:
    claim, grace = her.claim(), Reviewer(portal)
    change = line_of(claim, amount=1_000)
    refused = problem(grace.decide(claim["id"], lines=[change]), 422, "line_reason_needed")
    assert fields_of(refused) == ["lines.0.reason"]
    change["reason"] = "The receipt shows $10.00."
    done(grace.decide(claim["id"], lines=[change]))
    [line] = her.claims()[0]["lines"]
    assert (line["asked"], line["approved"]) == (1_400, 1_000)
    assert line["decision_reason"] == "The receipt shows $10.00."


@pytest.mark.parametrize(
    ("amount", "code"), [(-1, "amount_absurd"), (200_001, "amount_absurd"), (0, "approved_nothing")]
)
def test_an_absurd_decision_is_refused(
    portal: Portal, her: Traveller, amount: int, code: str
) -> None:
    claim = her.claim()
    change = line_of(claim, amount=amount, reason="Because")
    problem(Reviewer(portal).decide(claim["id"], lines=[change]), 422, code)
    assert her.claims()[0]["status"] == "sent"


def test_a_line_of_another_claim_is_not_decided_on(portal: Portal, her: Traveller) -> None:
    claim, other = her.claim(), her.claim()
    change = line_of(other, amount=100, reason="Because")
    refused = problem(Reviewer(portal).decide(claim["id"], lines=[change]), 422, "unknown_line")
    assert fields_of(refused) == ["lines.0.id"]


@pytest.mark.parametrize("decision", ["return", "decline"])
def test_asking_and_declining_take_words(portal: Portal, her: Traveller, decision: str) -> None:
    claim, grace = her.claim(), Reviewer(portal)
    refused = problem(grace.decide(claim["id"], decision), 422, "decision_note_needed")
    assert fields_of(refused) == ["note"]
    done(grace.decide(claim["id"], decision, note="Which garage was it?"))
    [now] = her.claims()
    assert (now["status"], now["note"]) == (
        {"return": "returned", "decline": "declined"}[decision],
        "Which garage was it?",
    )


def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told(
    portal: Portal, her: Traveller
) -> None:
    claim = her.claim()
    grace, helen = Reviewer(portal), Reviewer(portal, Role.INVESTIGATOR)
    version = grace.detail(claim["id"])["version"]
    answers = at_once(
        [
            lambda: grace.decide(claim["id"], version=version),
            lambda: helen.decide(claim["id"], "decline", note="No", version=version),
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert [step["new"] for step in grace.detail(claim["id"])["steps"]] in (
        ["sent", "approved"],
        ["sent", "declined"],
    )


def test_who_decides_on_what_was_changed_meanwhile_is_told(portal: Portal, her: Traveller) -> None:
    claim, grace = her.claim(), Reviewer(portal)
    old = grace.detail(claim["id"])["version"]
    done(grace.take(claim["id"]))
    told = problem(grace.decide(claim["id"], version=old), 409, "stale")
    assert told["current"] == old + 1


def large(her: Traveller) -> dict[str, Any]:
    """A claim above the limit from which two people approve."""
    return her.claim([her.line("flight", 55_000, receipts=[her.receipt()])])


def test_above_the_limit_two_people_approve(portal: Portal, her: Traveller) -> None:
    claim = large(her)
    grace, helen = Reviewer(portal), Reviewer(portal, Role.INVESTIGATOR)
    first = done(grace.decide(claim["id"]))
    assert first["status"] == "second_look"
    assert first["may"] == {
        "take": False,
        "release": False,
        "decide": False,
        "why_not": "second_person",
    }
    problem(grace.decide(claim["id"]), 403, "second_person")
    [seen] = her.claims()
    assert seen["approved"] is None
    assert [step["new"] for step in seen["steps"]] == ["sent"]
    change = line_of(claim, amount=100, reason="Because")
    problem(helen.decide(claim["id"], lines=[change]), 422, "second_changes_nothing")
    assert done(helen.decide(claim["id"]))["status"] == "approved"


def test_the_second_person_can_send_it_back_to_checking(portal: Portal, her: Traveller) -> None:
    claim = large(her)
    helen = Reviewer(portal, Role.INVESTIGATOR)
    done(Reviewer(portal).decide(claim["id"]))
    again = done(helen.decide(claim["id"], "recheck", note="Is that the round trip?"))
    assert (again["status"], again["mine"]) == ("checking", True)


def test_nobody_decides_on_an_own_claim(portal: Portal, her: Traveller) -> None:
    coordinator = portal.world.staff[Role.COORDINATOR].email
    travelled(portal, email=coordinator, code="P-OWN")
    both = Traveller(portal, coordinator)
    claim = both.claim()
    grace = Reviewer(portal, email=coordinator)
    assert grace.detail(claim["id"])["own"] is True
    for act in (grace.take, grace.decide):
        problem(act(claim["id"]), 403, "own_claim")
    done(Reviewer(portal, Role.INVESTIGATOR).decide(claim["id"]))


@pytest.mark.parametrize("role", [Role.FINANCE, Role.MONITOR])
def test_who_only_reads_is_offered_nothing_and_refused(
    portal: Portal, her: Traveller, role: Role
) -> None:
    claim = her.claim()
    reader = Reviewer(portal, role)
    may = reader.detail(claim["id"])["may"]
    assert (may["take"], may["release"], may["decide"]) == (False, False, False)
    problem(reader.take(claim["id"]), 403, "not_allowed")
    problem(reader.decide(claim["id"]), 403, "not_allowed")


def test_another_site_does_not_see_it(portal: Portal, her: Traveller) -> None:
    claim = her.claim()
    away = portal.at_other_desk().browser
    problem(away.get(f"/api/staff/claims/{claim['id']}"), 404, "not_found")
    assert done(away.get("/api/staff/claims?waiting=all"))["total"] == 0


def test_what_is_unusual_is_told_at_its_line(portal: Portal, her: Traveller) -> None:
    far = str(portal.today.replace(day=1))
    lines = [
        her.parking(5_200),
        her.line("taxi", 1_850, receipt_lost="Left in the taxi"),
        her.line("tolls", 650, spent_on="2026-02-20"),
        her.line("mileage", distance=4_200),
    ]
    claim = her.claim(lines)
    warned = Reviewer(portal).detail(claim["id"])["warnings"]
    told = {(one["kind"], one["line_id"], one["words"]) for one in warned}
    assert told == {
        ("over_cap", lines[0]["id"], ""),
        ("receipt_lost", lines[1]["id"], "Left in the taxi"),
        ("off_visit", lines[2]["id"], ""),
        ("long_distance", lines[3]["id"], ""),
        ("over_cap", lines[3]["id"], ""),
    }, far


def test_a_visit_that_she_was_not_at_is_warned_of(portal: Portal) -> None:
    participant = travelled(portal)
    her = Traveller(portal)
    missed = str(portal.visit_id(participant, "week_6"))
    day = next(one for one in her.travel()["visits"] if one["id"] == missed)["day"]
    claim = her.claim([her.line("tolls", 650, spent_on=day)], visit_id=missed)
    [warned] = Reviewer(portal).detail(claim["id"])["warnings"]
    assert warned["kind"] == "not_attended"


def test_her_page_at_the_desk_has_her_claims_and_her_distance(
    portal: Portal, her: Traveller
) -> None:
    claim = her.claim([her.line("mileage", distance=460)])
    grace = Reviewer(portal)
    path = f"/api/staff/participants/{grace.detail(claim['id'])['who']['participant_id']}/travel"
    found = done(grace.browser.get(path))
    assert (found["distance"], [one["id"] for one in found["claims"]]) == (230, [claim["id"]])
    assert done(grace.browser.put(f"{path}/distance", {"one_way": 250}))["distance"] == 250
    omar = Reviewer(portal, Role.FINANCE)
    problem(omar.browser.put(f"{path}/distance", {"one_way": 1}), 403, "not_allowed")
    assert her.travel()["distance"] == 250


def test_text_in_a_claim_stays_text(portal: Portal, her: Traveller) -> None:
    words = "<script>alert(1)</script> =1+1"
    claim = her.claim([her.parking(note=words)])
    assert Reviewer(portal).detail(claim["id"])["lines"][0]["note"] == words
