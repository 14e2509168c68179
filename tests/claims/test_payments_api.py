"""Paying: each approved sum once, in batches, with what failed paid anew; totals of a year."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

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


@pytest.fixture
def omar(portal: Portal) -> Reviewer:
    return Reviewer(portal, Role.FINANCE)


def approved(portal: Portal, her: Traveller, amount: int = 1_400) -> dict[str, Any]:
    """A claim for parking and time that the team approved."""
    claim = her.claim([her.parking(amount), her.line("mileage", distance=460), her.line("time")])
    done(Reviewer(portal).decide(claim["id"]))
    return claim


def to_pay(omar: Reviewer) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = done(omar.browser.get("/api/staff/payments/to-pay"))["rows"]
    return rows


def table(omar: Reviewer, path: str) -> list[dict[str, str]]:
    answer = omar.browser.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def test_an_approved_claim_waits_to_be_paid_and_is_paid_with_a_reference(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    claim = approved(portal, her)
    [row] = to_pay(omar)
    assert (row["id"], row["to_pay"], row["usual_day"], row["failed"]) == (
        claim["id"],
        9_735,
        "2026-03-06",
        "",
    )
    batch = done(omar.batch(claim["id"], expected_on="2026-03-06"))
    assert (batch["number"], batch["amount"], batch["on_its_way"]) == (1, 9_735, 1)
    assert to_pay(omar) == []
    [on_its_way] = her.claims()
    assert (on_its_way["status"], on_its_way["payments"][0]["expected_on"]) == (
        "on_its_way",
        "2026-03-06",
    )
    paid = done(omar.settle(batch["id"], reference="ACH-77"))
    assert (paid["paid"], paid["on_its_way"]) == (1, 0)
    [now] = her.claims()
    assert (now["status"], now["payments"][0]["reference"]) == ("paid", "ACH-77")
    assert (
        done(omar.settle(batch["id"], reference="Other"))["rows"][0]["paid_reference"] == "ACH-77"
    )


def test_the_same_batch_sent_again_is_one_and_other_claims_under_its_id_are_refused(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    claim, other, batch_id = approved(portal, her), approved(portal, her), str(uuid4())
    first = done(omar.batch(claim["id"], id=batch_id))
    assert done(omar.batch(claim["id"], id=batch_id)) == first
    problem(omar.batch(other["id"], id=batch_id), 409, "batch_differs")
    assert len(done(omar.browser.get("/api/staff/payment-batches"))["rows"]) == 1


def test_of_two_batches_made_at_once_with_one_claim_one_has_it(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    claim = approved(portal, her)
    second = Reviewer(portal, Role.FINANCE)
    answers = at_once([lambda: omar.batch(claim["id"]), lambda: second.batch(claim["id"])])
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert len(her.claims()[0]["payments"]) == 1


def test_two_batches_made_at_once_have_numbers_of_their_own(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    claims = [approved(portal, her) for _ in range(2)]
    second = Reviewer(portal, Role.FINANCE)
    answers = at_once([lambda: omar.batch(claims[0]["id"]), lambda: second.batch(claims[1]["id"])])
    assert sorted(done(answer)["number"] for answer in answers) == [1, 2]


def test_what_cannot_be_paid_is_named(portal: Portal, her: Traveller, omar: Reviewer) -> None:
    claim, sent = approved(portal, her), her.claim()
    refused = problem(omar.batch(claim["id"], sent["id"]), 422, "claim_not_payable")
    assert fields_of(refused) == ["claims.1"]
    assert sent["reference"] in refused["detail"]
    problem(omar.batch(claim["id"], claim["id"]), 422, "claim_twice")
    problem(omar.batch(str(uuid4())), 422, "unknown_claim")
    yesterday = str(portal.today - timedelta(days=1))
    problem(omar.batch(claim["id"], expected_on=yesterday), 422, "batch_in_past")
    now = {one["id"]: one["status"] for one in her.claims()}
    assert now == {claim["id"]: "approved", sent["id"]: "sent"}
    assert her.claims()[0]["payments"] == her.claims()[1]["payments"] == []


def test_a_payment_that_failed_is_paid_anew(portal: Portal, her: Traveller, omar: Reviewer) -> None:
    claim = approved(portal, her)
    [payment] = omar.pay(claim["id"])["rows"]
    failed = done(omar.fail(payment, "Account closed"))
    assert (failed["failed"], failed["paid"]) == (1, 0)
    problem(omar.fail(payment), 409, "stale")
    [now] = her.claims()
    assert (now["status"], now["payments"][0]["status"]) == ("approved", "failed")
    [row] = to_pay(omar)
    assert (row["to_pay"], row["failed"]) == (9_735, "Account closed")
    assert omar.counts()["failed"] == 1
    omar.pay(claim["id"])
    assert [one["status"] for one in her.claims()[0]["payments"]] == ["failed", "paid"]
    assert omar.counts()["failed"] == 0


def test_after_a_dispute_only_the_rest_is_paid(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    claim = her.claim()
    cut = {"id": claim["lines"][0]["id"], "amount": 1_000, "reason": "Reads as $10"}
    done(Reviewer(portal).decide(claim["id"], lines=[cut]))
    omar.pay(claim["id"])
    done(her.dispute(claim["id"], "It says $14."))
    helen = Reviewer(portal, Role.INVESTIGATOR)
    less = cut | {"amount": 900}
    problem(helen.decide(claim["id"], lines=[less]), 422, "less_than_paid")
    problem(helen.decide(claim["id"], "decline", note="No"), 422, "less_than_paid")
    done(helen.decide(claim["id"]))
    [row] = to_pay(omar)
    assert row["to_pay"] == 400
    omar.pay(claim["id"])
    [now] = her.claims()
    assert [one["amount"] for one in now["payments"]] == [1_000, 400]
    assert now["status"] == "paid"


def test_a_dispute_that_changes_nothing_after_payment_ends_as_paid(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    claim = approved(portal, her)
    omar.pay(claim["id"])
    done(her.dispute(claim["id"]))
    decided = done(Reviewer(portal, Role.INVESTIGATOR).decide(claim["id"]))
    assert decided["status"] == "paid"
    assert to_pay(omar) == []


def test_nobody_pays_an_own_claim(portal: Portal, her: Traveller) -> None:
    finance = portal.world.staff[Role.FINANCE].email
    travelled(portal, email=finance, code="P-OWN")
    both = Traveller(portal, finance)
    claim = both.claim()
    done(Reviewer(portal).decide(claim["id"]))
    problem(Reviewer(portal, email=finance).batch(claim["id"]), 403, "own_claim")


def test_nobody_says_of_an_own_payment_that_it_came_or_did_not(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    both = "both@example.org"
    travelled(portal, email=both, code="P-OWN")
    portal.join(both, Role.FINANCE, portal.world.home)
    claim = Traveller(portal, both).claim()
    done(Reviewer(portal).decide(claim["id"]))
    batch = done(omar.batch(claim["id"]))
    own = Reviewer(portal, email=both)
    [payment] = done(own.browser.get(f"/api/staff/payment-batches/{batch['id']}"))["rows"]
    assert payment["own"] is True
    problem(own.settle(batch["id"]), 403, "own_claim")
    problem(own.fail(payment), 403, "own_claim")
    done(omar.settle(batch["id"]))


def test_the_history_says_why_a_claim_was_decided_disputed_and_not_paid(
    portal: Portal, omar: Reviewer
) -> None:
    participant = travelled(portal)
    her = Traveller(portal)
    claim = her.claim()
    done(Reviewer(portal).decide(claim["id"], "decline", note="Not a trip to the site"))
    done(her.dispute(claim["id"], "It was."))
    done(Reviewer(portal, Role.INVESTIGATOR).decide(claim["id"]))
    [payment] = omar.pay(claim["id"])["rows"]
    done(omar.fail(payment, "Account closed"))
    history = portal.at_desk().history(participant.id)
    moves = {
        (row["before"]["status"], row["after"]["status"]): row["reason"]
        for row in history
        if row["kind"] == "claim" and row["action"] == "changed" and "status" in row["after"]
    }
    assert moves == {
        ("sent", "declined"): "Not a trip to the site",
        ("declined", "disputed"): "It was.",
        ("disputed", "approved"): "",
        ("approved", "on_its_way"): "",
        ("on_its_way", "paid"): "",
        ("paid", "approved"): "Account closed",
    }


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR])
def test_only_finance_pays(portal: Portal, her: Traveller, role: Role) -> None:
    claim = approved(portal, her)
    problem(Reviewer(portal, role).batch(claim["id"]), 403, "not_allowed")


def test_a_batch_is_seen_only_with_the_payments_of_ones_own_sites(
    portal: Portal, her: Traveller
) -> None:
    travelled(portal, email="sylvia@example.org", code="P-9", site=portal.world.away)
    sylvia = Traveller(portal, "sylvia@example.org")
    portal.join("central@example.org", Role.FINANCE, None)
    portal.join("away.finance@example.org", Role.FINANCE, portal.world.away)
    mine, hers = approved(portal, her), sylvia.claim()
    away = Reviewer(portal, email=portal.world.away_coordinator.email)  # type: ignore[union-attr]
    done(away.decide(hers["id"]))
    batch = done(Reviewer(portal, email="central@example.org").batch(mine["id"], hers["id"]))
    assert batch["payments"] == 2
    seen = Reviewer(portal, email="away.finance@example.org")
    path = f"/api/staff/payment-batches/{batch['id']}"
    found = done(seen.browser.get(path))
    assert (found["payments"], [row["claim_id"] for row in found["rows"]]) == (1, [hers["id"]])
    assert [row["claim"] for row in table(seen, f"{path}/payments.csv")] == [hers["reference"]]
    wrong = {"paid_on": str(portal.today), "reference": "X", "payments": [batch["rows"][0]["id"]]}
    problem(seen.browser.post(f"{path}/paid", wrong), 422, "unknown_payment")


def test_the_batch_for_the_accounting_system_defuses_formulas(
    portal: Portal, omar: Reviewer
) -> None:
    travelled(portal, name="=cmd|'/c calc'!A1")
    claim = approved(portal, Traveller(portal))
    batch = done(omar.batch(claim["id"]))
    [row] = table(omar, f"/api/staff/payment-batches/{batch['id']}/payments.csv")
    assert row["name"].startswith("'=cmd")
    assert (row["amount"], row["currency"], row["claim"]) == ("97.35", "USD", claim["reference"])


def test_the_totals_of_a_year_keep_flat_sums_apart(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    omar.pay(approved(portal, her)["id"])
    found = done(omar.browser.get("/api/staff/travel-totals"))
    assert (found["year"], found["years"]) == (2026, [2026])
    [year] = found["totals"]
    whole = year["whole"]
    assert (whole["receipt"], whole["mileage"], whole["flat"], whole["total"]) == (
        1_400,
        3_335,
        5_000,
        9_735,
    )
    assert [one["key"] for one in year["months"]] == ["3"]
    assert {one["key"]: one["total"] for one in year["categories"]} == {
        "parking": 1_400,
        "mileage": 3_335,
        "time": 5_000,
    }
    assert (year["reportable_from"], year["participants"][0]["reportable"]) == (200_000, False)
    rows = table(omar, "/api/staff/travel-totals.csv?year=2026")
    assert [row["total"] for row in rows if row["about"] == "year"] == ["97.35"]
    assert done(omar.browser.get("/api/staff/travel-totals?year=2025"))["totals"] == []


def test_claims_and_lines_are_exported_by_code_and_never_by_name(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    approved(portal, her)
    her.claim()
    claims, lines = table(omar, "/api/staff/claims.csv"), table(omar, "/api/staff/claim-lines.csv")
    assert sorted(row["approved"] for row in claims) == ["", "97.35"]
    assert {row["proof"] for row in lines} == {"receipt", "mileage", "flat"}
    assert "Eleanor" not in str(claims) + str(lines)


def test_money_that_goes_out_in_the_future_has_not_gone_out(
    portal: Portal, her: Traveller, omar: Reviewer
) -> None:
    batch = done(omar.batch(approved(portal, her)["id"]))
    tomorrow = str(portal.today + timedelta(days=1))
    problem(omar.settle(batch["id"], paid_on=tomorrow), 422, "paid_ahead")
    assert her.claims()[0]["status"] == "on_its_way"
