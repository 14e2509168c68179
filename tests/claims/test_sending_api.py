"""Sending a claim: once, whatever the network does; corrected, taken back, disputed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.claims.models import Claim, ClaimLine
from portal.participants.models import Participant
from portal.study.reminders.definition import About
from tests.support.claims import Reviewer, Traveller, travelled
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.reminding import Reminding
from tests.support.together import at_once
from tests.support.web import Browser
from tests.support.world import TESTER, helps

PARTNER = "anders@example.org"


ELEANOR = "eleanor@example.org"


def count(portal: Portal, model: Any) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def with_partner(portal: Portal, participant: Participant) -> Browser:
    """Her care partner, on a phone of his own."""
    now = portal.clock.now
    with portal.database.transaction() as session:
        acting(session, TESTER, now)
        helps(session, participant, PARTNER, now=now)
    return portal.browser(PARTNER)


def test_she_sees_what_is_covered_and_the_visit_to_claim_for(portal: Portal) -> None:
    travelled(portal)
    found = Traveller(portal).travel()
    assert found["policy"]["currency"] == "USD"
    assert {"mileage", "parking", "time"} <= {one["key"] for one in found["policy"]["categories"]}
    [offered] = [visit for visit in found["visits"] if visit["offered"]]
    assert offered["label"] == "Month 3"
    assert (offered["claims"], found["claims"], found["distance"]) == (0, [], None)


def test_a_claim_is_priced_kept_and_told_to_the_team(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    portal.mailer.mails.clear()
    lines = [her.parking(1_400), her.line("mileage", distance=460), her.line("time")]
    claim = her.claim(lines)
    assert (claim["status"], claim["asked"], claim["allowed"]) == ("sent", 9_735, 9_735)
    assert [line["asked"] for line in claim["lines"]] == [1_400, 3_335, 5_000]
    assert claim["approved"] is None
    assert claim["mine"] is True
    assert claim["can"] == {"correct": False, "withdraw": True, "dispute": False}
    [mail] = portal.mailer.mails
    assert mail.to == portal.world.staff[Role.COORDINATOR].email
    assert "Month" not in mail.text
    assert "travel" not in (mail.subject + mail.text).lower()


def test_the_first_distance_is_remembered_and_the_next_other_one_needs_a_reason(
    portal: Portal,
) -> None:
    travelled(portal)
    her = Traveller(portal)
    her.claim([her.line("mileage", distance=460)])
    assert her.travel()["distance"] == 230
    other = her.body([her.line("mileage", distance=500)])
    refused = problem(her.send(other), 422, "distance_reason_needed")
    assert fields_of(refused) == ["lines.0.distance_reason"]
    other["lines"][0]["distance_reason"] = "The bridge was closed"
    done(her.send(other))


def test_what_is_over_a_cap_is_told_and_the_claim_still_taken(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    [line] = her.claim([her.parking(5_200)])["lines"]
    assert (line["asked"], line["allowed"]) == (5_200, 4_000)
    assert line["cut"] == {"kind": "day", "category": "parking", "limit": 4_000}


def test_another_claim_for_the_same_day_finds_the_cap_used(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    her.claim([her.parking(3_000)])
    second = her.claim([her.parking(3_000)])
    assert second["allowed"] == 1_000
    done(her.withdraw(second["id"]))
    assert her.claim([her.parking(3_000)])["allowed"] == 1_000
    assert [one["claims"] for one in her.travel()["visits"] if one["id"] == her.visit] == [2]


def test_the_same_claim_sent_again_is_the_same_claim(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    sent = her.body()
    first = done(her.send(sent))
    portal.clock.turn(hours=1)
    portal.mailer.mails.clear()
    assert done(her.send(sent)) == first
    assert portal.mailer.mails == []
    assert (count(portal, Claim), count(portal, ClaimLine)) == (1, 1)


def test_fifty_that_send_one_claim_at_once_make_one_claim(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    sent = her.body([her.parking(), her.line("time")])
    phones = [Browser(portal.app) for _ in range(50)]
    for phone in phones:
        phone.client.set_cookie("portal", her.phone.client.get_cookie("portal").value)  # type: ignore[union-attr]
    answers = at_once([lambda phone=phone: phone.post("/api/me/claims", sent) for phone in phones])
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.get_data() for answer in answers}) == 1
    assert (count(portal, Claim), count(portal, ClaimLine)) == (1, 2)
    [claim] = her.claims()
    assert [step["new"] for step in claim["steps"]] == ["sent"]


def test_other_words_under_a_used_id_are_refused_and_what_was_first_stays(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    sent = her.body()
    done(her.send(sent))
    problem(her.send(sent | {"late_reason": "Other"}), 409, "claim_differs")
    assert her.claims()[0]["late_reason"] == ""


def test_nobody_sends_over_another_persons_claim_or_takes_her_receipts(portal: Portal) -> None:
    travelled(portal)
    travelled(portal, email="ruth@example.org", code="P-2")
    eleanor, ruth = Traveller(portal), Traveller(portal, "ruth@example.org")
    sent = eleanor.body()
    done(eleanor.send(sent))
    problem(ruth.send(ruth.body(id=sent["id"])), 409, "claim_differs")
    stolen = ruth.body([ruth.line("parking", 500, receipts=[eleanor.receipt()])])
    assert fields_of(problem(ruth.send(stolen), 422, "unknown_receipt")) == ["lines.0.receipts"]
    elsewhere = ruth.body(visit_id=eleanor.visit)
    assert fields_of(problem(ruth.send(elsewhere), 422, "unknown_claim_visit")) == ["visit_id"]


def test_a_visit_whose_travel_is_not_paid_is_refused(portal: Portal) -> None:
    her_own = travelled(portal)
    her = Traveller(portal)
    talk = str(portal.visit_id(her_own, "consent_talk"))
    refused = problem(her.send(her.body(visit_id=talk)), 422, "visit_not_covered")
    assert fields_of(refused) == ["visit_id"]


def test_after_the_last_day_a_claim_needs_a_reason_and_the_team_sees_it(portal: Portal) -> None:
    travelled(portal)
    portal.clock.turn(days=90)
    her = Traveller(portal)
    sent = her.body()
    assert fields_of(problem(her.send(sent), 422, "claim_late")) == ["late_reason"]
    claim = done(her.send(sent | {"late_reason": "I was in hospital"}))
    warned = Reviewer(portal).detail(claim["id"])["warnings"]
    assert [(one["kind"], one["words"]) for one in warned] == [("late", "I was in hospital")]


def test_a_refused_claim_leaves_nothing_behind_and_its_receipts_stay_for_the_next_try(
    portal: Portal,
) -> None:
    travelled(portal)
    her = Traveller(portal)
    sent = her.body([her.parking(), her.line("parking", -5, receipts=[her.receipt()])])
    problem(her.send(sent), 422, "amount_needed")
    assert (count(portal, Claim), count(portal, ClaimLine)) == (0, 0)
    sent["lines"][1]["amount"] = 500
    done(her.send(sent))


def returned(portal: Portal, her: Traveller) -> tuple[dict[str, Any], dict[str, Any]]:
    """A claim that came back: as it was sent, and as the portal tells it."""
    sent = her.body([her.parking(1_400), her.line("time")])
    done(her.send(sent))
    done(Reviewer(portal).decide(sent["id"], "return", note="The photo is dark."))
    [claim] = her.claims()
    return sent, claim


def test_a_claim_that_came_back_is_corrected_and_nothing_is_typed_again(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    sent, claim = returned(portal, her)
    assert (claim["status"], claim["note"]) == ("returned", "The photo is dark.")
    assert claim["can"]["correct"] is True
    first, second = sent["lines"]
    better = her.receipt()
    lines = [first | {"receipts": [better]}, second, her.parking(300)]
    corrected = done(her.send(sent | {"round": 2, "lines": lines}))
    assert (corrected["status"], corrected["round"], corrected["asked"]) == ("sent", 2, 6_700)
    assert [line["id"] for line in corrected["lines"]] == [line["id"] for line in lines]
    detail = Reviewer(portal).detail(sent["id"])
    assert [one["id"] for one in detail["earlier_receipts"]] == first["receipts"]
    assert [step["new"] for step in detail["steps"]] == ["sent", "returned", "sent"]
    assert done(her.send(sent | {"round": 2, "lines": lines})) == corrected


def test_a_line_that_a_correction_leaves_out_is_gone_and_stays_in_the_history(
    portal: Portal,
) -> None:
    participant = travelled(portal)
    her = Traveller(portal)
    sent, _ = returned(portal, her)
    corrected = done(her.send(sent | {"round": 2, "lines": sent["lines"][:1]}))
    assert corrected["asked"] == 1_400
    history = portal.at_desk().history(participant.id)
    gone = [row for row in history if row["kind"] == "claim_line" and row["action"] == "removed"]
    assert [row["before"]["asked"] for row in gone] == [5_000]


def test_only_a_claim_that_came_back_is_corrected_and_only_by_the_next_round(
    portal: Portal,
) -> None:
    travelled(portal)
    her = Traveller(portal)
    sent = her.body()
    done(her.send(sent))
    problem(her.send(sent | {"round": 2}), 422, "illegal_transition")
    problem(her.send(her.body(round=2)), 422, "claim_unknown")
    done(Reviewer(portal).decide(sent["id"], "return", note="Why?"))
    problem(her.send(sent | {"round": 3}), 409, "claim_differs")


def test_a_claim_is_taken_back_until_it_is_decided(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    claim = her.claim()
    assert done(her.withdraw(claim["id"]))["status"] == "withdrawn"
    assert done(her.withdraw(claim["id"]))["status"] == "withdrawn"
    other = her.claim()
    done(Reviewer(portal).decide(other["id"]))
    problem(her.withdraw(other["id"]), 422, "illegal_transition")


def test_a_decision_is_disputed_once_and_somebody_else_looks_at_it(portal: Portal) -> None:
    travelled(portal)
    her, grace = Traveller(portal), Reviewer(portal)
    claim = her.claim()
    done(grace.decide(claim["id"], "decline", note="The receipt is not readable."))
    portal.clock.turn(days=10)
    her, grace = Traveller(portal), Reviewer(portal)
    again = done(her.dispute(claim["id"], "It is readable on my screen."))
    assert again["status"] == "disputed"
    assert again["check_by"] > claim["check_by"]
    assert done(her.dispute(claim["id"], "It is readable on my screen.")) == again
    problem(her.dispute(claim["id"], "Other words"), 422, "disputed_already")
    problem(grace.decide(claim["id"]), 403, "another_person")
    done(Reviewer(portal, Role.INVESTIGATOR).decide(claim["id"]))
    [now] = her.claims()
    assert (now["status"], now["can"]["dispute"]) == ("approved", False)


def test_a_care_partner_claims_for_her_under_an_own_name(portal: Portal) -> None:
    participant = travelled(portal)
    partner = Traveller(portal, phone=with_partner(portal, participant))
    claim = partner.claim()
    assert (claim["made_by"], claim["by_care_partner"]) == ("Anders", True)
    seen = Traveller(portal).claims()
    assert [(one["id"], one["mine"]) for one in seen] == [(claim["id"], False)]
    done(Reviewer(portal).decide(claim["id"]))
    assert Reminding(portal).people(About.CLAIM) == [PARTNER, ELEANOR]


def test_that_it_is_checked_is_told_anew_after_a_correction(portal: Portal) -> None:
    travelled(portal)
    her, grace = Traveller(portal), Reviewer(portal)
    claim = her.body()
    sent = done(her.send(claim))
    done(grace.take(sent["id"]))
    done(grace.decide(sent["id"], "return", note="Which day?"))
    portal.clock.turn(minutes=5)
    done(her.send(claim | {"round": 2}))
    reminding = Reminding(portal)
    reminding.send()
    told = len(reminding.people(About.CLAIM))
    done(grace.take(sent["id"]))
    assert len(reminding.people(About.CLAIM)) == told + 1


def test_each_step_that_concerns_her_is_told_and_says_nothing_of_money(portal: Portal) -> None:
    travelled(portal)
    her, grace, reminding = Traveller(portal), Reviewer(portal), Reminding(portal)
    claim = her.claim()
    done(grace.take(claim["id"]))
    assert reminding.people(About.CLAIM) == [ELEANOR]
    reminding.send()
    done(grace.release(claim["id"]))
    done(grace.take(claim["id"]))
    done(grace.take(claim["id"]))
    assert len(reminding.people(About.CLAIM)) == 1, "that somebody else checks it is no news"
    done(grace.decide(claim["id"]))
    reminding.send()
    Reviewer(portal, Role.FINANCE).pay(claim["id"])
    reminding.send()
    told = [load for load in reminding.mail.carried if load.email == ELEANOR]
    assert len(told) == 3  # it is checked, it is approved, it is paid
    for load in told:
        words = (load.words.title + load.words.text).lower()
        assert not any(word in words for word in ("$", "money", "claim of", "cancer", "free-her"))


def test_steps_in_one_breath_are_told_once(portal: Portal) -> None:
    travelled(portal)
    claim, reminding = Traveller(portal).claim(), Reminding(portal)
    grace = Reviewer(portal)
    done(grace.take(claim["id"]))
    done(grace.decide(claim["id"]))
    assert reminding.people(About.CLAIM) == [ELEANOR]


def test_the_deadline_of_each_visit_is_ninety_days_after_it(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    for visit in her.travel()["visits"]:
        last = portal.today.fromisoformat(visit["deadline"])
        assert last - portal.today.fromisoformat(visit["day"]) == timedelta(days=90)


def test_a_distance_can_be_set_before_the_first_claim(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    assert done(her.phone.put("/api/me/travel/distance", {"one_way": 184}))["distance"] == 184
    problem(her.phone.put("/api/me/travel/distance", {"one_way": 0}), 422, "invalid")


def test_an_unknown_claim_is_nobodys(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    problem(her.withdraw(str(uuid4())), 404, "not_found")
