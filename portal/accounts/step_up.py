"""Re-authentication for one purpose: a fresh code, good for minutes and for one use.

Signing needs two components (21 CFR 11.200(a)(1)): who is signed in on this device, and the code
that only she can read. A step-up belongs to the account, the device and the purpose it was asked
for; once confirmed it is spent by the act that it was for, in the same transaction.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import limits
from portal.accounts.models import StepUp, StepUpMethod, StepUpPurpose
from portal.accounts.sessions import Caller
from portal.accounts.sign_in import CODE_DIGITS, CODE_LIFE, MAX_TRIES, CodeToSend
from portal.audit.recorder import record
from portal.errors import NotFound, RuleBroken, TooOften
from portal.keyed import mac
from portal.limits import Attempt, Client, Kind, Refused

VALID = timedelta(minutes=10)
"""How long a confirmed step-up can be spent."""

RESEND_AFTER = timedelta(seconds=60)
CODES_AN_HOUR = 10
"""Counted by account: only somebody who is signed in can ask, so nobody can lock her out."""


@dataclass(frozen=True, slots=True)
class Asked:
    step_up: StepUp
    send: CodeToSend


def ask(
    session: Session, caller: Caller, purpose: StepUpPurpose, *, now: datetime, secret: str
) -> Asked:
    """Begin: a code for `purpose`, to be mailed after the commit. Raises TooOften."""
    _begin(session, caller, now, secret)
    _check_pace(session, caller, now)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    asked = StepUp(
        account_id=caller.account_id,
        session_id=caller.session_id,
        purpose=purpose,
        method=StepUpMethod.EMAIL_CODE,
        code_mac="",
        made_at=now,
        expires_at=now + CODE_LIFE,
    )
    asked.code_mac = _code_mac(secret, asked.id, code)
    session.add(asked)
    return Asked(asked, CodeToSend(caller.email, caller.language, code))


def _code_mac(secret: str, step_up_id: UUID, code: str) -> str:
    return mac(secret, "step-up", str(step_up_id), code)


def _check_pace(session: Session, caller: Caller, now: datetime) -> None:
    recent = list(
        session.scalars(
            sa.select(StepUp)
            .where(
                StepUp.account_id == caller.account_id, StepUp.made_at > now - timedelta(hours=1)
            )
            .order_by(StepUp.made_at)
        )
    )
    latest = recent[-1] if recent else None
    if latest is not None and latest.confirmed_at is None:
        wait = latest.made_at + RESEND_AFTER - now
        if wait > timedelta(0):
            raise TooOften("code_just_sent", seconds=int(wait.total_seconds()) + 1)
    if len(recent) >= CODES_AN_HOUR:
        wait = recent[0].made_at + timedelta(hours=1) - now
        raise TooOften("too_many_codes", seconds=int(wait.total_seconds()) + 1)


def confirm(
    session: Session, caller: Caller, step_up_id: UUID, code: str, *, now: datetime, secret: str
) -> StepUp | Refused:
    """Confirm with the code. Raises NotFound for anybody else's, and TooOften.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    found = _own(session, caller, step_up_id)
    if found.confirmed_at is not None or found.expires_at <= now:
        return Refused(RuleBroken("expired_code", field="code"))
    if found.wrong_tries >= MAX_TRIES:
        return Refused(RuleBroken("step_up_tries", field="code", tries_left=0))
    attempt = _begin(session, caller, now, secret)
    digits = "".join(character for character in code if character.isdigit())
    if not hmac.compare_digest(found.code_mac, _code_mac(secret, found.id, digits)):
        found.wrong_tries += 1
        left = MAX_TRIES - found.wrong_tries
        notice = limits.failed(session, attempt, now=now).notice
        if not left:
            return Refused(RuleBroken("step_up_tries", field="code", tries_left=0), notice)
        return Refused(RuleBroken("wrong_code", field="code", tries_left=left), notice)
    limits.succeeded(session, attempt)
    found.confirmed_at = now
    found.valid_until = now + VALID
    record(
        session,
        "confirmed",
        kind="step_up",
        object_id=found.id,
        after={"purpose": found.purpose.value, "method": found.method.value},
    )
    return found


def _begin(session: Session, caller: Caller, now: datetime, secret: str) -> Attempt:
    """A try on this signed-in device, whatever network it is in at the moment."""
    device = Client(f"session {caller.session_id}")
    return limits.check(
        session, Kind.STEP_UP, who=caller.email, client=device, now=now, secret=secret
    )


def spend(
    session: Session, caller: Caller, step_up_id: UUID, purpose: StepUpPurpose, *, now: datetime
) -> StepUp:
    """Use up a confirmed step-up for the act it was asked for.

    Raises RuleBroken("step_up_needed") where it is another's, for another purpose, or used;
    RuleBroken("step_up_expired") where its minutes are over.
    """
    try:
        found = _own(session, caller, step_up_id)
    except NotFound:
        raise RuleBroken("step_up_needed", field="step_up") from None
    if found.purpose is not purpose or found.confirmed_at is None or found.used_at is not None:
        raise RuleBroken("step_up_needed", field="step_up")
    if found.valid_until is None or found.valid_until <= now:
        raise RuleBroken("step_up_expired", field="step_up")
    found.used_at = now
    return found


def _own(session: Session, caller: Caller, step_up_id: UUID) -> StepUp:
    found = session.scalar(
        sa.select(StepUp)
        .where(
            StepUp.id == step_up_id,
            StepUp.account_id == caller.account_id,
            StepUp.session_id == caller.session_id,
        )
        .with_for_update()
    )
    if found is None:
        raise NotFound("step_up")
    return found
