"""The consents of the demo's people, given the way they are given in the portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from portal.accounts import sessions, step_up
from portal.accounts.models import Account, SessionStrength, StepUpPurpose
from portal.accounts.passwords import Passwords
from portal.accounts.proving import Proof
from portal.accounts.proving import Tools as Proving
from portal.accounts.sessions import Caller
from portal.audit.recorder import Actor, acting
from portal.consent import reading, signing, situation, versions, withdrawing
from portal.consent.library import Library
from portal.consent.models import IdentityCheck, ReadingKind
from portal.consent.reading import NewQuestion, Read
from portal.consent.sealing import SiteKeys
from portal.consent.signing import NewSignature
from portal.consent.situation import Situation
from portal.consent.text.definition import ConsentText, WithdrawalScope
from portal.consent.trail import Doer
from portal.consent.version_models import ConsentVersion
from portal.consent.versions import Approval
from portal.consent.withdrawing import NewWithdrawal
from portal.participants.models import Participant, ParticipantStatus
from portal.settings import Settings
from portal.study.definition import SignerRole
from portal.study.models import Site, Study
from portal.study.service import Catalog

FOLDER = Path(__file__).parent.parent / "studies" / "free-her" / "consent"
SECRET = "the demo's codes are read where they are made"  # noqa: S105
PROVING = Proving(SECRET, Passwords(passes=1, kib=8), party=None)
"""Nobody in the demo has a password, so hashing need not take long."""
SECONDS_A_MINUTE = 50
_NAMESPACE = UUID("3e8f7d52-5d0f-4f0c-8a39-0f9a6f6c2b11")


@dataclass(frozen=True, slots=True)
class Tools:
    """What the demo's consents take."""

    settings: Settings
    keys: SiteKeys
    catalog: Catalog
    library: Library


def sources(label: str) -> Mapping[str, str]:
    """The sample's texts of a version, by language."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / label).glob("*.yaml")}


def make_keys(study: Study, places: Mapping[str, Site], tools: Tools, now: datetime) -> None:
    """A key for each site, as `portal consent key` makes it."""
    for key, site in places.items():
        if not tools.keys.has(study.key, key):
            tools.keys.make(study.key, key, organisation=site.name, now=now)


def put_in_force(
    session: Session,
    study: Study,
    label: str,
    tools: Tools,
    *,
    again_by: date | None,
    now: datetime,
) -> ConsentVersion:
    """Load, approve and put in force one of the sample's versions."""
    parsed = tools.catalog.get(session, study.id, study.version)
    version = versions.load(session, study, parsed, label, sources(label), now=now)
    day = now.date()
    versions.approve(
        version,
        Approval(
            approved_on=day - timedelta(days=7),
            approval_reference="Sample, no board approved it",
            valid_from=day - timedelta(days=1),
            valid_until=None,
            sign_again=[ParticipantStatus.SCREENING, ParticipantStatus.ENROLLED]
            if again_by
            else [],
            sign_again_by=again_by,
            visits_wait=again_by is not None,
        ),
        edit=version.version,
        now=now,
    )
    session.flush()
    versions.put_in_force(
        session, version, edit=version.version, catalog=tools.catalog, keys=tools.keys, now=now
    )
    session.flush()
    return version


class Consenting:
    """One participant on her way through a version, at the times that are given."""

    def __init__(self, session: Session, participant: Participant, tools: Tools) -> None:
        self.session = session
        self.participant = participant
        self.tools = tools
        self.language = participant.language

    def situation(self, now: datetime) -> Situation:
        self.session.flush()
        return situation.of(self.session, self.participant, catalog=self.tools.catalog, now=now)

    def text(self, who: Situation) -> ConsentText:
        return reading.text_for(self.session, self.tools.library, who, [self.language])

    def caller(self, person: Account, role: str, now: datetime) -> Caller:
        """The person, signed in on a device of the demo."""
        acting(self.session, Actor(role, person.id), now)
        _, token = sessions.open_session(
            self.session,
            person,
            label="Demo",
            strength=SessionStrength.TWO_FACTOR,
            now=now,
            settings=self.tools.settings,
        )
        self.session.flush()
        found = sessions.recognise(self.session, token, now=now)
        if found is None:
            raise RuntimeError("the demo's people have places")
        return found

    def read(self, herself: Account, now: datetime, *, upto: float = 1.0) -> None:
        """Read the first part of the chapters; 1.0 is all of them."""
        acting(self.session, Actor("participant", herself.id), now)
        who = self.situation(now)
        text = self.text(who)
        assert who.version is not None  # noqa: S101
        consent = reading.begin(self.session, who, who.version.id, language=self.language, now=now)
        chapters = text.all_sections[: round(len(text.all_sections) * upto)]
        reads = [
            Read(self._id(consent.id, part.key), ReadingKind.SECTION, part.key, seconds)
            for part in chapters
            for seconds in [part.minutes * SECONDS_A_MINUTE]
        ]
        opened = Read(self._id(consent.id, "opened"), ReadingKind.OPENED, None, 0)
        doer = Doer(self.participant.name, herself.id)
        reading.record_reading(self.session, consent, text, [opened, *reads], doer=doer, now=now)

    def _id(self, consent_id: UUID, what: str) -> UUID:
        return uuid5(_NAMESPACE, f"{consent_id}/{what}")

    def ask(self, herself: Account, words: str, now: datetime) -> None:
        """Ask from the first chapter, and want an answer before signing."""
        acting(self.session, Actor("participant", herself.id), now)
        who = self.situation(now)
        assert who.current is not None  # noqa: S101
        text = self.text(who)
        new = NewQuestion(
            id=self._id(who.current.id, words),
            section=text.sections[0].key,
            paragraph=0,
            text=words,
            holds=True,
        )
        doer = Doer(self.participant.name, herself.id)
        reading.ask(self.session, who.current, text, new, doer=doer, now=now)

    def sign(self, herself: Account, now: datetime) -> None:
        """Answer the questions, choose, and sign."""
        caller = self.caller(herself, "participant", now)
        doer = Doer(caller.name, caller.account_id)
        who = self.situation(now)
        consent, text = who.current, self.text(who)
        assert consent is not None  # noqa: S101
        for question in text.quiz:
            reading.answer_quiz(
                self.session,
                consent,
                text,
                answer_id=self._id(consent.id, question.key),
                question=question.key,
                option=question.right,
                doer=doer,
                now=now,
            )
        choices = {choice.key: index != 1 for index, choice in enumerate(text.choices)}
        reading.choose(self.session, consent, text, choices, doer=doer, now=now)
        self.session.flush()
        new = NewSignature(
            id=self._id(consent.id, "signature"),
            name=self.participant.name,
            step_up=self._confirmed(caller, StepUpPurpose.SIGN_CONSENT, now),
        )
        who = self.situation(now)
        signing.sign(self.session, who, consent, text, new, caller=caller, now=now)
        self._leave(caller, now)

    def countersign(self, person: Account, role: SignerRole, now: datetime) -> None:
        """Somebody of the team signs after her."""
        leads = role is SignerRole.DISCUSSION_LEADER
        caller = self.caller(person, "coordinator" if leads else "investigator", now)
        who = self.situation(now)
        consent = who.counting
        assert consent is not None  # noqa: S101
        text = self.tools.library.text(self.session, consent.consent_version, consent.language)
        new = NewSignature(
            id=self._id(consent.id, role.value),
            name=person.name,
            step_up=self._confirmed(caller, StepUpPurpose.COUNTERSIGN_CONSENT, now),
            identity=IdentityCheck.PHOTO_ID if leads else None,
        )
        signing.countersign(
            self.session,
            who,
            consent,
            text,
            role,
            new,
            edit=consent.version,
            caller=caller,
            now=now,
        )
        self._leave(caller, now)

    def _confirmed(self, caller: Caller, purpose: StepUpPurpose, now: datetime) -> UUID:
        asked = step_up.ask(self.session, caller, purpose, now=now, secret=SECRET)
        self.session.flush()
        mailed = Proof(code=(asked.send and asked.send.code) or "")
        step_up.confirm(self.session, caller, asked.step_up.id, mailed, now=now, tools=PROVING)
        return asked.step_up.id

    def _leave(self, caller: Caller, now: datetime) -> None:
        self.session.flush()
        sessions.end(self.session, caller.account_id, caller.session_id, now=now)

    def withdraw(self, herself: Account, reason: str, now: datetime) -> None:
        """Stop everything."""
        acting(self.session, Actor("participant", herself.id), now)
        who = self.situation(now)
        consent = who.counting
        assert consent is not None  # noqa: S101
        text = self.tools.library.text(self.session, consent.consent_version, consent.language)
        new = NewWithdrawal(
            id=self._id(consent.id, "withdrawal"),
            scope=WithdrawalScope.EVERYTHING,
            choice=None,
            reason=reason,
        )
        doer = Doer(self.participant.name, herself.id)
        withdrawing.withdraw(self.session, who, text, new, doer=doer, recorded_by=None, now=now)
        self.session.flush()
