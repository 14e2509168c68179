"""Passkeys: adding, answering, naming and removing them.

Each challenge is for five minutes, one use and one purpose. It is used up by any answer, right or
wrong, so the caller commits a refusal (which is returned, not raised) before it tells.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import webauthn
from portal.accounts.factor_models import ChallengePurpose, Passkey, PasskeyChallenge
from portal.accounts.sessions import Caller
from portal.accounts.webauthn import Party, Refused
from portal.errors import Conflict, NotFound, RuleBroken

CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGE_BYTES = 32
MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """`options` are for the browser; `id` comes back with what it answers."""

    id: UUID
    options: dict[str, Any]


def of(session: Session, account_id: UUID) -> list[Passkey]:
    """Her passkeys, the oldest first."""
    found = sa.select(Passkey).where(Passkey.account_id == account_id)
    return list(session.scalars(found.order_by(Passkey.made_at, Passkey.id)))


def begin_adding(session: Session, caller: Caller, party: Party, *, now: datetime) -> Asked:
    """Options for a new passkey of the caller. Raises RuleBroken("passkeys_enough")."""
    has = of(session, caller.account_id)
    if len(has) >= MOST:
        raise RuleBroken("passkeys_enough", most=MOST)
    made = _challenge(session, ChallengePurpose.ADD, now=now, session_id=caller.session_id)
    options = webauthn.adding(
        party,
        account_id=caller.account_id,
        email=caller.email,
        name=caller.name,
        challenge=made.challenge,
        has=[key.credential_id for key in has],
    )
    return Asked(made.id, options)


def add(
    session: Session,
    caller: Caller,
    party: Party,
    challenge_id: UUID,
    credential: dict[str, Any],
    *,
    label: str,
    now: datetime,
) -> Passkey | RuleBroken:
    """The new passkey. A refusal is returned. Raises Conflict where it is known already."""
    challenge = _use(session, ChallengePurpose.ADD, challenge_id, now=now, of=caller)
    if challenge is None:
        return RuleBroken("passkey_expired")
    try:
        new = webauthn.check_new(party, credential, challenge=challenge.challenge)
    except Refused:
        return RuleBroken("passkey_refused")
    if _by_credential(session, new.credential_id) is not None:
        raise Conflict("passkey_known")
    made = Passkey(
        account_id=caller.account_id,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        label=label[:100],
        made_at=now,
    )
    session.add(made)
    return made


def begin_signing_in(session: Session, party: Party, *, now: datetime) -> Asked:
    """Options for whoever has a passkey for here: it says itself whose it is."""
    made = _challenge(session, ChallengePurpose.SIGN_IN, now=now)
    return Asked(made.id, webauthn.asking(party, challenge=made.challenge))


def begin_step_up(
    session: Session, caller: Caller, party: Party, step_up_id: UUID, *, now: datetime
) -> Asked:
    """Options for the passkeys of the caller, to confirm one step-up."""
    made = _challenge(
        session,
        ChallengePurpose.STEP_UP,
        now=now,
        session_id=caller.session_id,
        step_up_id=step_up_id,
    )
    has = [key.credential_id for key in of(session, caller.account_id)]
    return Asked(made.id, webauthn.asking(party, challenge=made.challenge, has=has))


def sign_in(
    session: Session, party: Party, challenge_id: UUID, credential: dict[str, Any], *, now: datetime
) -> UUID | RuleBroken:
    """The account whose passkey answered. A refusal is returned."""
    challenge = _use(session, ChallengePurpose.SIGN_IN, challenge_id, now=now)
    if challenge is None:
        return RuleBroken("passkey_expired")
    key = _answered(session, party, challenge, credential, now=now)
    return RuleBroken("passkey_refused") if key is None else key.account_id


def confirms(
    session: Session,
    caller: Caller,
    party: Party,
    step_up_id: UUID,
    credential: dict[str, Any],
    *,
    now: datetime,
) -> bool:
    """Whether a passkey of the caller answered the newest challenge of this step-up."""
    newest = (
        sa.select(PasskeyChallenge.id)
        .where(PasskeyChallenge.step_up_id == step_up_id)
        .order_by(PasskeyChallenge.made_at.desc(), PasskeyChallenge.id)
        .limit(1)
    )
    asked = session.scalar(newest)
    challenge = asked and _use(session, ChallengePurpose.STEP_UP, asked, now=now, of=caller)
    if not challenge:
        return False
    key = _answered(session, party, challenge, credential, now=now)
    return key is not None and key.account_id == caller.account_id


def rename(session: Session, caller: Caller, passkey_id: UUID, label: str) -> Passkey:
    """Raises NotFound for anyone else's."""
    key = own(session, caller, passkey_id)
    key.label = label[:100]
    return key


def remove(session: Session, caller: Caller, passkey_id: UUID) -> str:
    """Remove it; what it was called. Raises NotFound for anyone else's."""
    key = own(session, caller, passkey_id)
    session.delete(key)
    return key.label


def own(session: Session, caller: Caller, passkey_id: UUID) -> Passkey:
    """A passkey of the caller. Raises NotFound for anyone else's."""
    key = session.get(Passkey, passkey_id)
    if key is None or key.account_id != caller.account_id:
        raise NotFound("passkey")
    return key


def _by_credential(session: Session, credential_id: str) -> Passkey | None:
    return session.scalar(
        sa.select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    )


def _answered(
    session: Session,
    party: Party,
    challenge: PasskeyChallenge,
    credential: dict[str, Any],
    *,
    now: datetime,
) -> Passkey | None:
    """The passkey that answered, its use noted. None where it is none of ours, or answered wrong."""
    key = _by_credential(session, webauthn.id_of(credential))
    if key is None or webauthn.holder_of(credential) not in {None, key.account_id}:
        return None
    try:
        key.sign_count = webauthn.check_answer(
            party,
            credential,
            challenge=challenge.challenge,
            public_key=key.public_key,
            sign_count=key.sign_count,
        )
    except Refused:
        return None
    key.last_used_at = now
    return key


def _challenge(
    session: Session,
    purpose: ChallengePurpose,
    *,
    now: datetime,
    session_id: UUID | None = None,
    step_up_id: UUID | None = None,
) -> PasskeyChallenge:
    day_ago = now - timedelta(days=1)
    session.execute(sa.delete(PasskeyChallenge).where(PasskeyChallenge.made_at < day_ago))
    made = PasskeyChallenge(
        purpose=purpose,
        session_id=session_id,
        step_up_id=step_up_id,
        challenge=secrets.token_urlsafe(CHALLENGE_BYTES),
        made_at=now,
        expires_at=now + CHALLENGE_LIFE,
    )
    session.add(made)
    session.flush()
    return made


def _use(
    session: Session,
    purpose: ChallengePurpose,
    challenge_id: UUID,
    *,
    now: datetime,
    of: Caller | None = None,
) -> PasskeyChallenge | None:
    """The challenge, used up from here on. None where it is used, too old, or another's."""
    found = session.scalar(
        sa.select(PasskeyChallenge)
        .where(PasskeyChallenge.id == challenge_id, PasskeyChallenge.purpose == purpose)
        .with_for_update()
    )
    if found is None or found.used_at is not None or found.expires_at <= now:
        return None
    if found.session_id != (of.session_id if of else None):
        return None
    found.used_at = now
    return found
