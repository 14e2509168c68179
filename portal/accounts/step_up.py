"""Re-authentication for one purpose, good for minutes and for one use.

Signing needs two distinct components, an identification and something only she has or knows (21 CFR
11.200(a)(1)). The identification is her account, in whose session on this device she signs; the
other is given anew for each signature: a passkey that verified her, her password, a code of her
app, or, where she has none of these, a code that only her mailbox gets. A step-up belongs to the
account, the device and the purpose it was asked for; once confirmed it is spent by the act that it
was for, in the same transaction.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import limits
from portal.accounts import factors
from portal.accounts.models import StepUp, StepUpMethod, StepUpPurpose
from portal.accounts.proving import Proof, Tools, code_mac, methods, proved
from portal.accounts.sessions import Caller
from portal.accounts.sign_in import CODE_DIGITS, CODE_LIFE, MAX_TRIES, CodeToSend
from portal.audit.recorder import record
from portal.errors import NotFound, RuleBroken, TooOften
from portal.limits import Attempt, Client, Kind, Refused

VALID = timedelta(minutes=10)
"""How long a confirmed step-up can be spent."""

RESEND_AFTER = timedelta(seconds=60)
CODES_AN_HOUR = 10
"""Counted by account: only somebody who is signed in can ask, so nobody can lock her out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`methods`: the ways in which she may confirm it, the best first. `send`: the code to mail
    after the commit, where one was made."""

    step_up: StepUp
    methods: tuple[StepUpMethod, ...]
    send: CodeToSend | None


def ask(
    session: Session,
    caller: Caller,
    purpose: StepUpPurpose,
    *,
    by_mail: bool = False,
    passkeys_work: bool = False,
    now: datetime,
    secret: str,
) -> Asked:
    """Begin. A code is mailed where there is no other way, or where she asks for it (`by_mail`).

    Raises TooOften, and RuleBroken("step_up_method") where a code by mail is none of her ways.
    """
    _begin(session, caller, now, secret)
    has = factors.of(session, caller.account_id)
    ways = methods(caller, has, passkeys_work=passkeys_work)
    if by_mail and StepUpMethod.EMAIL_CODE not in ways:
        raise RuleBroken("step_up_method", field="by_mail")
    asked = StepUp(
        account_id=caller.account_id,
        session_id=caller.session_id,
        purpose=purpose,
        code_mac="",
        made_at=now,
        expires_at=now + CODE_LIFE,
    )
    send = None
    if by_mail or ways == (StepUpMethod.EMAIL_CODE,):
        _check_pace(session, caller, now)
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        asked.code_mac = code_mac(secret, asked.id, code)
        send = CodeToSend(caller.email, caller.language, code)
    session.add(asked)
    return Asked(asked, ways, send)


def _check_pace(session: Session, caller: Caller, now: datetime) -> None:
    recent = list(
        session.scalars(
            sa.select(StepUp)
            .where(
                StepUp.account_id == caller.account_id,
                StepUp.code_mac != "",
                StepUp.made_at > now - timedelta(hours=1),
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
    session: Session, caller: Caller, step_up_id: UUID, proof: Proof, *, now: datetime, tools: Tools
) -> StepUp | Refused:
    """Confirm with a proof. Raises NotFound for anybody else's, and TooOften.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    found = _own(session, caller, step_up_id)
    field = "password" if proof.password else "passkey" if proof.passkey else "code"
    if found.confirmed_at is not None or found.expires_at <= now:
        return Refused(RuleBroken("expired_code", field=field))
    if found.wrong_tries >= MAX_TRIES:
        return Refused(RuleBroken("step_up_tries", field=field, tries_left=0))
    attempt = _begin(session, caller, now, tools.secret)
    method = proved(session, caller, found, proof, now=now, tools=tools)
    if method is None:
        found.wrong_tries += 1
        notice = limits.failed(session, attempt, now=now).notice
        return Refused(_refusal(field, MAX_TRIES - found.wrong_tries), notice)
    limits.succeeded(session, attempt)
    found.confirmed_at, found.method = now, method
    found.valid_until = now + VALID
    record(
        session,
        "confirmed",
        kind="step_up",
        object_id=found.id,
        after={"purpose": found.purpose.value, "method": method.value},
    )
    return found


def _refusal(field: str, left: int) -> RuleBroken:
    if not left:
        return RuleBroken("step_up_tries", field=field, tries_left=0)
    if field == "password":
        return RuleBroken("step_up_password", field=field, tries_left=left)
    if field == "passkey":
        return RuleBroken("passkey_refused", field=field, tries_left=left)
    return RuleBroken("wrong_code", field=field, tries_left=left)


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
