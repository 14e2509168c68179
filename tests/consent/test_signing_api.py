"""Signing: everything before it, the signature itself, those of the team, and what follows."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.consent.models import Consent, ConsentSignature
from tests.support.consenting import Reader, Signer, amend, countersign, put_in_force
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

ELEANOR = "eleanor@example.org"


def reader(portal: Portal, **more: object) -> Reader:
    portal.add(email=ELEANOR, **more)
    return Reader(portal, ELEANOR)


def signatures(portal: Portal) -> list[ConsentSignature]:
    with portal.database.session(reads_only=True) as session:
        return list(session.scalars(sa.select(ConsentSignature)))


def test_the_whole_way_from_the_first_page_to_a_consent_in_force(portal: Portal) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    assert eleanor.standing()["to_sign"]
    assert done(eleanor.phone.get("/api/me/today"))["consent"]["kind"] == "sign"
    signed = eleanor.consent()
    assert (signed["state"], signed["standing"]) == ("signed", "none")
    assert signed["awaited"] == ["discussion_leader", "investigator"]
    assert done(eleanor.phone.get("/api/me/today"))["consent"] is None
    detail = countersign(portal, participant.id)
    assert detail["row"]["stage"] == "in_force"
    now = eleanor.standing()
    assert (now["state"], now["standing"], now["awaited"]) == ("in_force", "in_force", [])
    assert [line["role"] for line in now["signatures"]] == [
        "participant",
        "discussion_leader",
        "investigator",
    ]


def test_signing_starts_screening_and_a_consent_in_force_plans_its_visits(portal: Portal) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    desk = portal.at_desk()
    assert desk.participant(participant.id)["visits"] == []
    Reader(portal, ELEANOR).consent()
    shown = desk.participant(participant.id)
    assert shown["status"] == "screening"
    assert shown["anchors"][0]["date"] == str(portal.today), "the local day of her signature"
    assert [visit["key"] for visit in shown["visits"]] == ["consent_talk"]
    problem(desk.set_anchor(participant.id, "last_dose", "2026-03-01"), 422, "consent_needed")
    countersign(portal, participant.id)
    shown = desk.participant(participant.id)
    assert {visit["key"] for visit in shown["visits"]} == {
        "consent_talk",
        "screening_blood",
        "screening_scans",
    }
    assert done(desk.set_anchor(participant.id, "last_dose", "2026-03-01"))["status"] == "enrolled"


@pytest.mark.parametrize(("days", "counts_from"), [(-20, -20), (1, 0)])
def test_an_earlier_consent_day_on_record_outlives_the_signature_and_her_costs_since_count(
    portal: Portal, days: int, counts_from: int
) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    desk = portal.at_desk()
    recorded = portal.today + timedelta(days=days)
    done(desk.set_anchor(participant.id, "consent", str(recorded)))
    Reader(portal, ELEANOR).consent()
    shown = desk.participant(participant.id)
    assert shown["anchors"][0]["date"] == str(portal.today + timedelta(days=counts_from))


def test_a_signature_says_who_when_where_why_and_how(portal: Portal) -> None:
    put_in_force(portal)
    eleanor = reader(portal, name="Eleanor Whitfield")
    (line,) = eleanor.consent()["signatures"]
    assert line["printed_name"] == "Eleanor Whitfield"
    assert line["signed_at"] == portal.clock.now.isoformat().replace("+00:00", "Z")
    assert line["time_zone"] == "America/New_York"
    assert line["meaning"] == eleanor.text()["meaning"]
    assert "e-mail" in line["method"]
    (stored,) = signatures(portal)
    bound = json.loads(stored.record)
    assert bound["text_version"] == "1"
    assert bound["language"] == "en"
    assert bound["choices"] == {"contact_later": True, "keep_samples": True, "share_data": True}
    assert line["digest"] == stored.digest


@pytest.mark.parametrize("language", ["en", "es"])
def test_she_signs_in_the_language_she_reads(small_portal: Portal, language: str) -> None:
    put_in_force(small_portal)
    small_portal.add(email=ELEANOR)
    eleanor = Reader(small_portal, ELEANOR, language)
    eleanor.consent()
    signed = done(eleanor.phone.get("/api/me/consent/signed"))
    assert signed["text"]["language"] == language
    assert signed["signatures"][0]["meaning"] == signed["text"]["meaning"]


@pytest.mark.parametrize(
    ("leave_out", "code"),
    [("read", "reading_left"), ("answer_all", "quiz_left"), ("choose", "choices_left")],
)
def test_nothing_is_signed_while_something_is_left(
    small_portal: Portal, leave_out: str, code: str
) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    for step in ("read", "answer_all", "choose"):
        if step != leave_out:
            getattr(eleanor, step)()
    problem(eleanor.sign(), 422, code)
    assert signatures(small_portal) == []
    assert eleanor.standing()["state"] == "reading"


def test_an_answer_wanted_before_signing_holds_the_signature_until_it_comes(portal: Portal) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    eleanor.prepare()
    question = str(uuid4())
    done(eleanor.ask(holds=True, id=question))
    assert eleanor.standing()["held"]
    problem(eleanor.sign(), 422, "consent_held")
    signer = Signer(portal)
    row = signer.detail(participant.id)["row"]
    assert (row["stage"], row["held"], row["open_questions"]) == ("question_open", True, 1)
    path = f"/api/staff/consent-questions/{question}/answer"
    done(signer.browser.post(path, {"text": "Within a week.", "way": "portal"}))
    (asked,) = eleanor.standing()["questions"]
    assert (asked["answer"], asked["answered_by"]) == ("Within a week.", "Coordinator miami")
    assert done(eleanor.sign())["state"] == "signed"


def test_she_may_let_go_of_the_answer_and_sign(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    eleanor.prepare()
    question = str(uuid4())
    done(eleanor.ask(holds=True, id=question))
    shown = done(eleanor.phone.delete(f"/api/me/consent/questions/{question}/hold"))
    assert (shown["held"], shown["questions"][0]["answer"]) == (False, None)
    assert done(eleanor.sign())["state"] == "signed"


@pytest.mark.parametrize("name", ["Eleanor", "Elena Whitfield", "Whitfield Eleanor", "X"])
def test_a_typed_name_that_is_not_hers_is_refused_at_its_field(
    small_portal: Portal, name: str
) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal, name="Eleanor Whitfield")
    eleanor.prepare()
    told = problem(eleanor.sign(name=name), 422, "name_differs")
    assert fields_of(told) == ["name"]
    assert "Eleanor Whitfield" in told["detail"]
    assert signatures(small_portal) == []


@pytest.mark.parametrize("name", ["jose  nunez", "JOSÉ NÚÑEZ", " José Núñez "])
def test_case_accents_and_space_make_no_other_name(small_portal: Portal, name: str) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal, name="José Núñez")
    eleanor.prepare()
    assert done(eleanor.sign(name=name))["state"] == "signed"


def test_a_refused_name_does_not_use_up_the_code(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    eleanor.prepare()
    code = eleanor.step_up()
    problem(eleanor.sign(name="Nobody", step_up=code), 422, "name_differs")
    assert done(eleanor.sign(step_up=code))["state"] == "signed"


def test_the_same_signature_twice_is_one(portal: Portal) -> None:
    put_in_force(portal)
    eleanor = reader(portal)
    eleanor.prepare()
    body = eleanor.signing()
    first = done(eleanor.phone.post("/api/me/consent/signature", body))
    again = done(eleanor.phone.post("/api/me/consent/signature", body))
    assert first["signatures"] == again["signatures"]
    assert len(signatures(portal)) == 1


def test_two_devices_cannot_both_sign(portal: Portal) -> None:
    put_in_force(portal)
    eleanor = reader(portal)
    eleanor.prepare()
    tablet = Reader(portal, ELEANOR)
    body, other = eleanor.signing(), tablet.signing()
    done(eleanor.phone.post("/api/me/consent/signature", body))
    problem(tablet.phone.post("/api/me/consent/signature", other), 409, "already_signed")
    assert len(signatures(portal)) == 1


def test_a_version_superseded_between_opening_and_signing_is_not_signed(portal: Portal) -> None:
    put_in_force(portal)
    eleanor = reader(portal)
    eleanor.prepare()
    body = eleanor.signing()
    amend(portal)
    problem(eleanor.phone.post("/api/me/consent/signature", body), 409, "consent_version_changed")
    assert signatures(portal) == []
    standing = eleanor.standing()
    assert (standing["version"], standing["to_sign"]) == ("2", True)
    assert standing["progress"]["sections_read"] == [], "the new text is read anew"


def test_quiz_answers_for_another_version_are_refused(portal: Portal) -> None:
    version = str(put_in_force(portal))
    eleanor = reader(portal)
    amend(portal)
    answer = eleanor.answer("risk", "back", version_id=version)
    problem(answer, 409, "consent_version_changed")
    assert eleanor.standing()["progress"]["quiz_right"] == []


def test_a_wrong_answer_leads_to_the_passage_and_may_be_tried_again(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    wrong = done(eleanor.answer("risk", "none"))
    assert (wrong["right"], wrong["section"]) == (False, "risks")
    assert wrong["standing"]["progress"]["quiz_right"] == []
    right = done(eleanor.answer("risk", "back"))
    assert right["standing"]["progress"]["quiz_right"] == ["risk"]
    again = done(eleanor.answer("risk", "none"))
    assert again["standing"]["progress"]["quiz_right"] == ["risk"], "what was right stays"


def test_the_right_answers_never_leave_the_server(small_portal: Portal) -> None:
    put_in_force(small_portal)
    text = reader(small_portal).text()
    assert text["quiz"]
    for question in text["quiz"]:
        assert set(question) == {"key", "ask", "options", "section"}


def test_no_choice_is_made_for_her(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    assert eleanor.read()["progress"]["choices"] == {}
    assert eleanor.choose(share_data=False)["progress"]["choices"] == {"share_data": False}
    assert not eleanor.standing()["progress"]["ready"]


def test_reading_goes_on_where_it_stopped_on_another_device(small_portal: Portal) -> None:
    put_in_force(small_portal)
    reader(small_portal).read(["key_what", "key_free"])
    tablet = Reader(small_portal, ELEANOR)
    progress = tablet.standing()["progress"]
    assert (progress["sections_read"], progress["place"]) == (["key_what", "key_free"], "key_free")


def test_a_countersigner_says_how_identity_was_checked(small_portal: Portal) -> None:
    put_in_force(small_portal)
    participant = small_portal.add(email=ELEANOR)
    Reader(small_portal, ELEANOR).consent()
    signer = Signer(small_portal)
    told = problem(signer.sign(participant.id, identity=None), 422, "identity_needed")
    assert fields_of(told) == ["identity"]
    told = problem(signer.sign(participant.id, identity="other"), 422, "identity_note_needed")
    assert fields_of(told) == ["identity_note"]
    shown = done(
        signer.sign(participant.id, identity="other", identity_note="Her sister was there")
    )
    line = shown["consents"][0]["signatures"][1]
    assert (line["identity"], line["identity_note"]) == ("other", "Her sister was there")


def test_a_coordinator_cannot_sign_as_the_investigator(small_portal: Portal) -> None:
    put_in_force(small_portal)
    participant = small_portal.add(email=ELEANOR)
    Reader(small_portal, ELEANOR).consent()
    signer = Signer(small_portal)
    assert signer.detail(participant.id)["consents"][0]["may_sign"] == ["discussion_leader"]
    problem(signer.sign(participant.id, role="investigator"), 403, "not_your_signature")
    problem(signer.sign(participant.id, role="participant"), 403, "not_your_signature")


def test_nobody_countersigns_an_own_consent(small_portal: Portal) -> None:
    put_in_force(small_portal)
    participant = small_portal.add(email=ELEANOR, name="Eleanor Whitfield")
    eleanor = Reader(small_portal, ELEANOR)
    eleanor.consent()
    small_portal.join(ELEANOR, Role.COORDINATOR, small_portal.world.home)
    signer = Signer(small_portal)
    signer.browser = small_portal.browser(ELEANOR)
    consent = signer.detail(participant.id)["consents"][0]
    assert consent["may_sign"] == []
    body = signer.signing(consent, name="Eleanor Whitfield")
    path = f"/api/staff/consents/{consent['id']}/signature"
    problem(signer.browser.post(path, body), 403, "own_consent")


def test_two_who_countersign_at_once_are_told_apart(portal: Portal) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    Reader(portal, ELEANOR).consent()
    signer, doctor = Signer(portal), Signer(portal, Role.INVESTIGATOR)
    consent = signer.detail(participant.id)["consents"][0]
    path = f"/api/staff/consents/{consent['id']}/signature"
    first, second = signer.signing(consent), doctor.signing(consent)
    done(signer.browser.post(path, first))
    told = problem(doctor.browser.post(path, second), 409, "stale")
    second["version"] = told["current"]
    assert done(doctor.browser.post(path, second))["row"]["stage"] == "in_force"
    again = signer.signing(consent)
    problem(signer.browser.post(path, again), 409, "already_signed")


def test_a_consent_that_is_signed_takes_no_more_answers(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    eleanor.consent()
    version = eleanor.text()["version_id"]
    body = {"version_id": version, "choices": {"share_data": False}}
    problem(eleanor.phone.put("/api/me/consent/choices", body), 409, "already_signed")
    problem(eleanor.answer("risk", "none"), 409, "already_signed")
    problem(eleanor.decide("decline"), 409, "already_signed")


def test_declining_can_be_taken_back(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    eleanor.read(["key_what"])
    assert done(eleanor.decide("decline", "Too far"))["state"] == "declined"
    shown = done(eleanor.decide("resume"))
    assert (shown["state"], shown["decision"]) == ("reading", None)
    for wish in ("more_time", "paper"):
        assert done(eleanor.decide(wish))["decision"] == wish


def test_at_an_amendment_she_signs_again_and_the_first_consent_counts_until_then(
    portal: Portal,
) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    eleanor.consent()
    countersign(portal, participant.id)
    amend(portal)
    standing = eleanor.standing()
    assert (standing["standing"], standing["to_sign"], standing["again"]) == (
        "in_force",
        True,
        True,
    )
    changed = {change["section"]: change["kind"] for change in eleanor.text()["changes"]}
    assert changed == {"findings": "changed", "again": "added"}
    eleanor.consent()
    assert eleanor.standing()["standing"] == "in_force", "never without a consent"
    countersign(portal, participant.id)
    with portal.database.session(reads_only=True) as session:
        states = {
            consent.consent_version.label: consent.state.value
            for consent in session.scalars(sa.select(Consent))
        }
    assert states == {"1": "replaced", "2": "in_force"}


def test_the_team_is_told_that_something_waits_and_not_what(small_portal: Portal) -> None:
    put_in_force(small_portal)
    eleanor = reader(small_portal)
    eleanor.prepare()
    body = eleanor.signing()
    small_portal.mailer.mails.clear()
    done(eleanor.phone.post("/api/me/consent/signature", body))
    told = {mail.to for mail in small_portal.mailer.mails}
    assert told == {"coordinator.miami@example.org", "investigator.miami@example.org"}
    for mail in small_portal.mailer.mails:
        said = f"{mail.subject} {mail.text}".lower()
        for word in ("eleanor", "consent ", "free-her", "sign ", "cancer"):
            assert word not in said.replace("sign in", "")
