"""How the demo's participants came in, and the one whose letter nobody has answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from portal.accounts.invitation_models import Invitation, InvitationWay
from portal.accounts.models import Account
from portal.audit.recorder import Actor, acting
from portal.demo.consents import Tools
from portal.participants import inviting, joining, service
from portal.participants.inviting import Wanted
from portal.participants.joining import Joiner
from portal.participants.models import Participant
from portal.participants.service import NewParticipant
from portal.study.models import Site

_NAMESPACE = UUID("0d2c1a5e-6f0b-4c7e-9f43-9a3d5be2f6a1")
WAITS_DAYS = 9


def taken_up(
    session: Session, participant: Participant, *, by: Account, tools: Tools, now: datetime
) -> None:
    """She is invited and joins with the address that is noted."""
    study = tools.catalog.get(session, participant.study_id, participant.study.version)
    invitation = _invite(session, participant, InvitationWay.MAIL, by=by, tools=tools, now=now)
    joiner = Joiner(email=participant.email, language=participant.language, time_zone=None)
    joining.join(session, invitation, joiner, study=study, now=now)
    acting(session, Actor("coordinator", by.id), now)


def unanswered(session: Session, site: Site, *, by: Account, tools: Tools, now: datetime) -> None:
    """Somebody without an e-mail address got a letter, and has not come yet."""
    then = now - timedelta(days=WAITS_DAYS)
    acting(session, Actor("coordinator", by.id), then)
    participant = service.add(
        session,
        NewParticipant(
            id=uuid5(_NAMESPACE, "FH-013"),
            site_id=site.id,
            code="FH-013",
            name="Teresa Molina",
            email="",
            phone="+13055550153",
            language="es",
        ),
        sites={site.id},
        catalog=tools.catalog,
        now=then,
    )
    _invite(session, participant, InvitationWay.LETTER, by=by, tools=tools, now=then)


def _invite(
    session: Session,
    participant: Participant,
    way: InvitationWay,
    *,
    by: Account,
    tools: Tools,
    now: datetime,
) -> Invitation:
    made = inviting.invite(
        session,
        participant,
        Wanted(id=uuid5(_NAMESPACE, f"{participant.code}/invitation"), way=way),
        study=tools.catalog.get(session, participant.study_id, participant.study.version),
        by=by.id,
        now=now,
        secret=tools.settings.secret_key,
    )
    session.flush()
    return made.invitation
