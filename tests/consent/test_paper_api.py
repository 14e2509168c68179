"""A consent signed on paper: what the paper says, with its scan."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from api.consent import desk_routes
from portal.files.apart import examine_apart
from portal.participants.models import Participant
from tests.support.consenting import Reader, Signer, amend, put_in_force, send_paper
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

ELEANOR = "eleanor@example.org"


class Scene:
    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.version = put_in_force(portal)
        self.participant: Participant = portal.add(email=ELEANOR, name="Eleanor Whitfield")
        self.signer = Signer(portal)

    def send(self, **more: Any) -> Any:
        return send_paper(self.signer.browser, self.participant, self.version, **more)

    def stage(self) -> str:
        return str(self.signer.detail(self.participant.id)["row"]["stage"])


@pytest.fixture
def scene(small_portal: Portal) -> Scene:
    return Scene(small_portal)


def test_a_paper_puts_the_consent_in_force_and_plans_from_the_day_she_signed(
    portal: Portal,
) -> None:
    scene = Scene(portal)
    shown = done(scene.send())
    assert shown["row"]["stage"] == "in_force"
    consent = shown["consents"][0]
    assert (consent["source"], consent["signatures"]) == ("paper", [])
    person = portal.at_desk().participant(scene.participant.id)
    assert person["status"] == "screening"
    assert person["anchors"][0]["date"] == "2026-02-20"
    eleanor = Reader(portal, ELEANOR)
    (copy,) = eleanor.standing()["copies"]
    assert copy["kind"] == "paper"
    assert eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}").data.startswith(b"%PDF")


def test_the_same_paper_twice_is_one_record(scene: Scene) -> None:
    same = str(uuid4())
    for _ in range(2):
        assert len(done(scene.send(id=same))["consents"]) == 1


def test_while_a_scan_is_looked_at_others_can_write(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []

    def looks(*data: Any, **more: Any) -> Any:
        scene.portal.add(email="someone@example.org", name="Someone")
        looked.append(True)
        return examine_apart(*data, **more)

    monkeypatch.setattr(desk_routes, "examine_apart", looks)
    assert done(scene.send())["row"]["stage"] == "in_force"
    assert looked


def signed(
    role: str = "participant", name: str = "Eleanor Whitfield", day: str = "2026-02-20"
) -> dict[str, str]:
    return {"role": role, "name": name, "date": day}


TEAM = [signed("discussion_leader", "Grace"), signed("investigator", "Helen")]
WRONG = {
    "her signature is missing": ({"signatures": TEAM}, "paper_signers", ["signatures"]),
    "the investigator's is missing": (
        {"signatures": [signed(), TEAM[0]]},
        "paper_signers",
        ["signatures"],
    ),
    "one is there twice": (
        {"signatures": [signed(), signed(), *TEAM]},
        "paper_twice",
        ["signatures"],
    ),
    "a name that is not hers": (
        {"signatures": [signed(name="Somebody"), *TEAM]},
        "name_differs",
        ["signatures.0.name"],
    ),
    "a date to come": (
        {"signatures": [signed(day="2026-03-09"), *TEAM]},
        "paper_ahead",
        ["signatures.0.date"],
    ),
    "a choice left out": ({"choices": {"share_data": True}}, "choices_left", ["choices"]),
    "a choice that is not asked": (
        {
            "choices": {
                "share_data": True,
                "keep_samples": True,
                "contact_later": True,
                "fly": True,
            }
        },
        "unknown_choice",
        ["choices"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_paper_that_cannot_be_right_is_refused_and_nothing_is_half_recorded(
    scene: Scene, name: str
) -> None:
    change, code, fields = WRONG[name]
    assert fields_of(problem(scene.send(**change), 422, code)) == fields
    assert scene.signer.detail(scene.participant.id)["consents"] == []
    assert scene.stage() == "not_started"


SCANS = {
    "nothing": (b"", "file_empty"),
    "a letter": (b"Dear team, I agree. Eleanor", "file_kind"),
    "a program": (b"MZ\x90\x00" + b"\x00" * 200, "file_kind"),
    "half a PDF": (b"%PDF-1.7\n1 0 obj\n<<", "file_broken"),
    "a picture cut short": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 20, "file_kind"),
}


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_that_is_no_pdf_or_picture_is_refused_with_the_reason(
    scene: Scene, name: str
) -> None:
    content, code = SCANS[name]
    answer = scene.send(scan=content)
    assert answer.status_code == 422
    assert answer.get_json()["code"] in {code, "file_broken"}
    assert fields_of(answer.get_json()) == ["scan"]
    assert scene.stage() == "not_started"


def test_a_scan_that_is_too_large_is_refused(start_portal: Any) -> None:
    scene = Scene(start_portal(max_upload_bytes="20000"))
    problem(scene.send(scan=b"%PDF-1.7" + b"x" * 30_000), 422, "file_too_big")


def test_a_request_without_a_scan_or_with_a_broken_form_is_refused(scene: Scene) -> None:
    path = f"/api/staff/participants/{scene.participant.id}/paper-consent"
    for form in ({}, {"paper": "{"}, {"paper": "[]"}, {"paper": '{"id": 1}'}):
        answer = scene.signer.browser.call(
            "POST", path, data=form, content_type="multipart/form-data"
        )
        assert answer.status_code in {400, 422}, form
    assert scene.stage() == "not_started"


def test_a_paper_of_a_version_that_is_no_longer_in_force_is_refused(scene: Scene) -> None:
    amend(scene.portal)
    problem(scene.send(), 409, "consent_version_changed")


def test_who_signed_in_the_portal_needs_no_paper(scene: Scene) -> None:
    Reader(scene.portal, ELEANOR).consent()
    problem(scene.send(), 409, "already_signed")
