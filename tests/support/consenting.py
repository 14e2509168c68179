"""The way to a consent as people go it: on the phone, and at the desk after it."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pypdf import PdfWriter
from werkzeug.test import TestResponse

import portal
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.consent import versions
from portal.consent.version_models import ConsentVersion
from portal.consent.versions import Approval
from portal.participants.models import Participant, ParticipantStatus
from portal.study.models import Study
from tests.support.fakes import KeepingMailer
from tests.support.keys import give_keys
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import TESTER

TEXTS = Path(portal.__file__).parent / "studies" / "free-her" / "consent"
EVERYONE = (ParticipantStatus.SCREENING, ParticipantStatus.ENROLLED)


def sources(label: str) -> dict[str, str]:
    """The sample's texts of a version, by language."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (TEXTS / label).glob("*.yaml")}


def load(portal: Portal, label: str = "1", texts: dict[str, str] | None = None) -> UUID:
    """Load a version as a draft; its id."""
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        study = session.get_one(Study, portal.world.study.id)
        parsed = portal.world.catalog.get(session, study.id, study.version)
        found = versions.load(
            session, study, parsed, label, texts or sources(label), now=portal.clock.now
        )
        return found.id


def approval(portal: Portal, **more: Any) -> Approval:
    """An approval of a week ago, valid from today; nobody signs again."""
    today = portal.today
    values: dict[str, Any] = {
        "approved_on": today - timedelta(days=7),
        "approval_reference": "Board 12",
        "valid_from": today,
        "valid_until": None,
        "sign_again": (),
        "sign_again_by": None,
        "visits_wait": False,
    }
    return Approval(**(values | more))


def put_in_force(portal: Portal, label: str = "1", **more: Any) -> UUID:
    """Load, approve and put in force one of the sample's versions; its id."""
    keys = give_keys(portal.settings)
    version_id = load(portal, label)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        version = session.get_one(ConsentVersion, version_id)
        versions.approve(
            version, approval(portal, **more), edit=version.version, now=portal.clock.now
        )
        session.flush()
        versions.put_in_force(
            session,
            version,
            edit=version.version,
            catalog=portal.world.catalog,
            keys=keys,
            now=portal.clock.now,
        )
    return version_id


def amend(portal: Portal, by: date | None = None, **more: Any) -> UUID:
    """Put version 2 in force; everyone who signed signs again."""
    until = by or portal.today + timedelta(days=14)
    return put_in_force(portal, "2", sign_again=EVERYONE, sign_again_by=until, **more)


def step_up(browser: Browser, mailer: KeepingMailer, purpose: str) -> str:
    """A confirmed step-up: asked for, read in the mail, typed."""
    asked = done(browser.post("/api/step-up", {"purpose": purpose}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"code": mailer.last_code()}))
    return str(asked)


class Reader:
    """A participant on her phone."""

    def __init__(self, portal: Portal, email: str, language: str = "en") -> None:
        self.portal = portal
        self.phone = portal.browser(email, language)

    def standing(self) -> Any:
        return done(self.phone.get("/api/me/consent"))

    def text(self, language: str | None = None) -> Any:
        asked = f"?language={language}" if language else ""
        return done(self.phone.get(f"/api/me/consent/text{asked}"))

    def read(self, sections: list[str] | None = None, language: str | None = None) -> Any:
        """Read these chapters, or all."""
        text = self.text(language)
        every = [part["key"] for part in [*text["key_information"], *text["sections"]]]
        events = [
            {"id": str(uuid4()), "kind": "section", "section": key, "seconds": 20}
            for key in (every if sections is None else sections)
        ]
        body = {
            "version_id": text["version_id"],
            "language": text["language"],
            "events": [{"id": str(uuid4()), "kind": "opened"}, *events],
        }
        return done(self.phone.post("/api/me/consent/reading", body))

    def answer(self, question: str, option: str, **more: Any) -> TestResponse:
        body = {
            "id": str(uuid4()),
            "version_id": self.text()["version_id"],
            "question": question,
            "option": option,
        }
        return self.phone.post("/api/me/consent/quiz", body | more)

    def answer_all(self) -> None:
        """Try the answers of each question until one is right."""
        for question in self.text()["quiz"]:
            for option in question["options"]:
                if done(self.answer(question["key"], option["key"]))["right"]:
                    break

    def choose(self, yes: bool = True, **some: bool) -> Any:
        text = self.text()
        choices = some or {choice["key"]: yes for choice in text["choices"]}
        body = {"version_id": text["version_id"], "choices": choices}
        return done(self.phone.put("/api/me/consent/choices", body))

    def ask(self, words: str = "How soon would I know?", **more: Any) -> TestResponse:
        body = {
            "version_id": self.text()["version_id"],
            "section": "findings",
            "paragraph": 1,
            "text": words,
            "holds": False,
        }
        return self.phone.put(f"/api/me/consent/questions/{more.pop('id', uuid4())}", body | more)

    def decide(self, decision: str, note: str = "") -> TestResponse:
        body = {"version_id": self.text()["version_id"], "decision": decision, "note": note}
        return self.phone.post("/api/me/consent/decision", body)

    def step_up(self, purpose: str = "sign_consent") -> str:
        return step_up(self.phone, self.portal.mailer, purpose)

    def signing(self, **more: Any) -> dict[str, Any]:
        """What the app sends to sign, with a fresh code unless one is given."""
        if "step_up" not in more:
            more["step_up"] = self.step_up()
        text = self.text()
        body = {
            "id": str(uuid4()),
            "version_id": text["version_id"],
            "language": text["language"],
            "name": self.standing()["name"],
        }
        return body | more

    def sign(self, **more: Any) -> TestResponse:
        return self.phone.post("/api/me/consent/signature", self.signing(**more))

    def prepare(self) -> None:
        """Everything but the signature."""
        self.read()
        self.answer_all()
        self.choose()

    def consent(self) -> Any:
        """The whole way; where she stands then."""
        self.prepare()
        return done(self.sign())

    def withdraw(self, scope: str, choice: str | None = None, **more: Any) -> TestResponse:
        body = {"id": str(uuid4()), "scope": scope, "choice": choice, "reason": ""}
        return self.phone.post("/api/me/consent/withdrawal", body | more)


class Signer:
    """A member of staff who signs after the participant."""

    def __init__(self, portal: Portal, role: Role = Role.COORDINATOR) -> None:
        self.portal = portal
        self.account = portal.world.staff[role]
        self.browser = portal.browser(self.account.email)
        self.role = "investigator" if role is Role.INVESTIGATOR else "discussion_leader"

    def detail(self, participant_id: UUID) -> Any:
        return done(self.browser.get(f"/api/staff/participants/{participant_id}/consent"))

    def step_up(self, purpose: str = "countersign_consent") -> str:
        return step_up(self.browser, self.portal.mailer, purpose)

    def signing(self, consent: dict[str, Any], **more: Any) -> dict[str, Any]:
        if "step_up" not in more:
            more["step_up"] = self.step_up()
        body = {
            "id": str(uuid4()),
            "role": self.role,
            "name": self.account.name,
            "identity": "photo_id",
            "identity_note": "",
            "version": consent["version"],
        }
        return body | more

    def sign(self, participant_id: UUID, **more: Any) -> TestResponse:
        consent = self.detail(participant_id)["consents"][0]
        path = f"/api/staff/consents/{consent['id']}/signature"
        return self.browser.post(path, self.signing(consent, **more))


def countersign(portal: Portal, participant_id: UUID) -> Any:
    """Both of the team sign; what the desk shows then."""
    done(Signer(portal).sign(participant_id))
    return done(Signer(portal, Role.INVESTIGATOR).sign(participant_id))


def a_pdf() -> bytes:
    """A PDF of one empty page."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(612, 792)
    writer.write(content)
    return content.getvalue()


def paper(participant: Participant, version_id: UUID | str, **more: Any) -> dict[str, Any]:
    """What a signed paper says."""
    body = {
        "id": str(uuid4()),
        "version_id": str(version_id),
        "language": "en",
        "choices": {"keep_samples": True, "contact_later": False, "share_data": True},
        "signatures": [
            {"role": "participant", "name": participant.name, "date": "2026-02-20"},
            {"role": "discussion_leader", "name": "Grace Okafor", "date": "2026-02-20"},
            {"role": "investigator", "name": "Helen Marsh", "date": "2026-02-21"},
        ],
    }
    return body | more


def send_paper(
    browser: Browser,
    participant: Participant,
    version_id: UUID | str,
    scan: bytes | None = None,
    name: str = "scan.pdf",
    **more: Any,
) -> TestResponse:
    """Record a paper consent as the desk does: a form with a file."""
    written = json.dumps(paper(participant, version_id, **more))
    content = a_pdf() if scan is None else scan
    return browser.call(
        "POST",
        f"/api/staff/participants/{participant.id}/paper-consent",
        data={"paper": written, "scan": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )
