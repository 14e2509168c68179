"""Proving an address that nobody signs in with yet: a code by mail, for one invitation.

As in :mod:`portal.accounts.sign_in`, asking does the same work and gives the same answer whatever the
address is. What proves an address opens no session, and a sign-in code joins nobody.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.invitation_models import AddressProof, Invitation
from portal.accounts.sign_in import (
    CODE_DIGITS,
    CODE_LIFE,
    MAX_TRIES,
    RESEND_AFTER,
    normalise,
)
from portal.errors import RuleBroken, TooOften
from portal.keyed import mac

CODES_AN_HOUR = 10
"""Counted by invitation and by address: an invitation is no way to fill somebody's mailbox."""


def ask(
    session: Session,
    email: str,
    invitation: Invitation,
    *,
    now: datetime,
    secret: str,
) -> tuple[UUID, str]:
    """The ticket, and the code to be mailed to that address after the commit. Raises TooOften."""
    email = normalise(email)
    _check_pace(session, email, invitation.id, now)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    proof = AddressProof(
        invitation_id=invitation.id,
        email=email,
        code_mac="",
        made_at=now,
        expires_at=now + CODE_LIFE,
    )
    proof.code_mac = _code_mac(secret, proof.id, code)
    session.add(proof)
    session.execute(sa.delete(AddressProof).where(AddressProof.made_at < now - timedelta(days=1)))
    return proof.id, code


def _code_mac(secret: str, proof_id: UUID, code: str) -> str:
    return mac(secret, "proof", str(proof_id), code)


def _check_pace(session: Session, email: str, invitation_id: UUID, now: datetime) -> None:
    recent = session.scalars(
        sa.select(AddressProof)
        .where(
            sa.or_(AddressProof.email == email, AddressProof.invitation_id == invitation_id),
            AddressProof.made_at > now - timedelta(hours=1),
        )
        .order_by(AddressProof.made_at)
    ).all()
    mine = [one for one in recent if (one.email, one.invitation_id) == (email, invitation_id)]
    if mine and now - mine[-1].made_at < RESEND_AFTER:
        wait = mine[-1].made_at + RESEND_AFTER - now
        raise TooOften("code_just_sent", seconds=int(wait.total_seconds()) + 1)
    if len(recent) >= CODES_AN_HOUR:
        wait = recent[-CODES_AN_HOUR].made_at + timedelta(hours=1) - now
        raise TooOften("too_many_codes", seconds=int(wait.total_seconds()) + 1)


def prove(
    session: Session,
    proof_id: UUID,
    code: str,
    invitation: Invitation,
    *,
    now: datetime,
    secret: str,
) -> AddressProof | RuleBroken:
    """The proof of the address that she has shown to be hers. It holds until it is spent.

    A refusal is returned, not raised: the caller must commit the counted try before it tells.
    """
    proof = session.scalar(
        sa.select(AddressProof)
        .where(AddressProof.id == proof_id, AddressProof.invitation_id == invitation.id)
        .with_for_update()
    )
    if proof is None or proof.used_at is not None or proof.expires_at <= now:
        return RuleBroken("expired_code", field="mail_code")
    if proof.wrong_tries >= MAX_TRIES:
        return RuleBroken("step_up_tries", field="mail_code", tries_left=0)
    digits = "".join(character for character in code if character.isdigit())
    if hmac.compare_digest(proof.code_mac, _code_mac(secret, proof.id, digits)):
        return proof
    proof.wrong_tries += 1
    left = MAX_TRIES - proof.wrong_tries
    if not left:
        return RuleBroken("step_up_tries", field="mail_code", tries_left=0)
    return RuleBroken("wrong_code", field="mail_code", tries_left=left)


def spend(proof: AddressProof, *, now: datetime) -> None:
    """Its code proves nothing any more."""
    proof.used_at = now
