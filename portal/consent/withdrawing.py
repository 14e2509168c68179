"""Taking a consent back: one optional use, the visits, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.consent import copies
from portal.consent.models import (
    NEXT,
    Consent,
    ConsentState,
    CopyKind,
    EventKind,
    Withdrawal,
)
from portal.consent.situation import Situation
from portal.consent.text.definition import ConsentText, WithdrawalOption, WithdrawalScope
from portal.consent.trail import Doer, note
from portal.errors import Conflict, RuleBroken
from portal.participants import consenting
from portal.participants.models import ConsentStanding
from portal.schedule import planning


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the menu. `ends`: how many visits ahead would go."""

    option: WithdrawalOption
    choice: str | None
    choice_ask: str | None
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWithdrawal:
    """`id` is made by the sender: the same one twice is one withdrawal."""

    id: UUID
    scope: WithdrawalScope
    choice: str | None
    reason: str


def menu(session: Session, situation: Situation, text: ConsentText | None) -> list[Option]:
    """What she can take back now; empty where nothing of hers is in force."""
    consent = situation.counting
    if consent is None or text is None or consent.state is ConsentState.WITHDRAWN:
        return []
    shown: list[Option] = []
    for option in text.withdrawal:
        if option.scope is WithdrawalScope.CHOICE:
            shown += [
                Option(option, choice.key, choice.ask, 0)
                for choice in text.choices
                if consent.choices.get(choice.key)
            ]
        elif option.scope is WithdrawalScope.VISITS:
            if situation.participant.consent is not ConsentStanding.RECORDS_ONLY:
                shown.append(Option(option, None, None, _ahead(session, situation)))
        else:
            shown.append(Option(option, None, None, _ahead(session, situation)))
    return shown


def _ahead(session: Session, situation: Situation) -> int:
    visits = planning.visits_of(session, situation.participant)
    return len(planning.open_visits(visits))


def withdraw(
    session: Session,
    situation: Situation,
    text: ConsentText,
    new: NewWithdrawal,
    *,
    doer: Doer,
    recorded_by: str | None,
    now: datetime,
) -> Withdrawal | None:
    """Take back what `new` says. None where the same withdrawal came before.

    `recorded_by`: who of the team enters it for her. Raises RuleBroken("nothing_to_withdraw")
    where it is not on her menu, Conflict for the same id with another content.
    """
    known = session.get(Withdrawal, new.id)
    if known is not None:
        mine = known.participant_id == situation.participant.id
        if not mine or (known.scope, known.choice) != (new.scope, new.choice):
            raise Conflict("id_in_use", field="id")
        return None
    offered = {(line.option.scope, line.choice) for line in menu(session, situation, text)}
    consent = situation.counting
    if consent is None or (new.scope, new.choice) not in offered:
        raise RuleBroken("nothing_to_withdraw", field="scope")
    withdrawal = Withdrawal(
        id=new.id,
        participant_id=consent.participant_id,
        site_id=consent.site_id,
        consent_id=consent.id,
        scope=new.scope,
        choice=new.choice,
        reason=new.reason,
        language=text.language,
        at=now,
        account_id=doer.account_id,
        recorded_by=recorded_by,
    )
    withdrawal.consent = consent
    session.add(withdrawal)
    facts: dict[str, Any] = {"scope": new.scope.value}
    if new.choice is not None:
        facts["choice"] = new.choice
    note(session, consent, EventKind.WITHDREW, doer, now=now, language=text.language, **facts)
    _apply(session, situation, consent, new, doer, now)
    copies.ask_for(session, consent, CopyKind.WITHDRAWAL, new.id, text.language, now=now)
    return withdrawal


def _apply(
    session: Session,
    situation: Situation,
    consent: Consent,
    new: NewWithdrawal,
    doer: Doer,
    now: datetime,
) -> None:
    if new.choice is not None:
        consent.choices = {**consent.choices, new.choice: False}
        consent.changed_at = now
        return
    standing = ConsentStanding.RECORDS_ONLY
    if new.scope is WithdrawalScope.EVERYTHING:
        standing = ConsentStanding.WITHDRAWN
        consent.choices = dict.fromkeys(consent.choices, False)
        for other in situation.consents:
            if ConsentState.WITHDRAWN in NEXT[other.state]:
                other.move_to(ConsentState.WITHDRAWN, at=now)
    consenting.withdrawn(
        session,
        situation.participant,
        situation.study,
        standing,
        by=doer.name,
        reason=new.reason,
        now=now,
    )


def of_participant(session: Session, participant_id: UUID) -> list[Withdrawal]:
    """Everything she took back, the newest first."""
    return list(
        session.scalars(
            sa.select(Withdrawal)
            .where(Withdrawal.participant_id == participant_id)
            .order_by(Withdrawal.at.desc(), Withdrawal.id)
        )
    )
