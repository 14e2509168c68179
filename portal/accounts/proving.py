"""What a person proves herself with in a step-up, and whether it is right."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import authenticator, factors, passkeys, password_keeping
from portal.accounts.factors import Factors
from portal.accounts.models import StepUp, StepUpMethod
from portal.accounts.passwords import Passwords
from portal.accounts.sessions import Caller
from portal.accounts.webauthn import Party
from portal.keyed import mac


@dataclass(frozen=True, slots=True)
class Proof:
    """What she confirms with: one of the three."""

    code: str = ""
    password: str = ""
    passkey: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What proofs are checked with. `party` None: passkeys do not work at this address."""

    secret: str
    hashing: Passwords
    party: Party | None


def methods(caller: Caller, has: Factors, *, passkeys_work: bool) -> tuple[StepUpMethod, ...]:
    """The ways open to her, the best first. A code by mail is none for staff who have another."""
    ways = []
    if has.passkeys and passkeys_work:
        ways.append(StepUpMethod.PASSKEY)
    if has.password:
        ways.append(StepUpMethod.PASSWORD)
    if has.app:
        ways.append(StepUpMethod.APP_CODE)
    if not caller.staff_account or not has.own:
        ways.append(StepUpMethod.EMAIL_CODE)
    return tuple(ways)


def code_mac(secret: str, step_up_id: UUID, code: str) -> str:
    return mac(secret, "step-up", str(step_up_id), code)


def proved(
    session: Session, caller: Caller, found: StepUp, proof: Proof, *, now: datetime, tools: Tools
) -> StepUpMethod | None:
    """In which of her ways the proof is right."""
    has = factors.of(session, caller.account_id)
    ways = methods(caller, has, passkeys_work=tools.party is not None)
    if proof.passkey is not None and tools.party is not None and StepUpMethod.PASSKEY in ways:
        right = passkeys.confirms(session, caller, tools.party, found.id, proof.passkey, now=now)
        return StepUpMethod.PASSKEY if right else None
    if proof.password and StepUpMethod.PASSWORD in ways:
        right = password_keeping.fits(
            session, caller.account_id, proof.password, hashing=tools.hashing
        )
        return StepUpMethod.PASSWORD if right else None
    if proof.code and found.code_mac and StepUpMethod.EMAIL_CODE in ways:
        mailed = code_mac(tools.secret, found.id, authenticator.digits(proof.code))
        return StepUpMethod.EMAIL_CODE if hmac.compare_digest(found.code_mac, mailed) else None
    if proof.code and StepUpMethod.APP_CODE in ways:
        right = authenticator.accepts(
            session, caller.account_id, proof.code, now=now, secret=tools.secret
        )
        return StepUpMethod.APP_CODE if right else None
    return None
