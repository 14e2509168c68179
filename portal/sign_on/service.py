"""The way to the provider and back, whose account it opens, and what binds the two.

A refusal is raised as :class:`SignOnRefused`, or returned where a counted try must be committed.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import authenticator, factors
from portal.accounts.factor_models import PasswordTry
from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.models import Account, SessionStrength
from portal.accounts.password_sign_in import TICKET_LIFE
from portal.accounts.places import has_a_place
from portal.accounts.roles import STAFF_ROLES
from portal.accounts.sign_in import normalise
from portal.audit.recorder import Actor, acting
from portal.errors import NotFound, RuleBroken
from portal.keyed import mac
from portal.sign_on.models import SignOnBinding, SignOnTry
from portal.sign_on.provider import Provider, Secrets
from portal.sign_on.refusals import Reason
from portal.sign_on.tokens import Identity

LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Entered:
    """`strength` ONE_FACTOR: she gives a second, by a code of her app or by a passkey; `has_app`
    says which. `first`: she was bound by this sign-in, and is to be told."""

    account: Account
    strength: SessionStrength
    first: bool
    has_app: bool


def begin(session: Session, *, now: datetime, secret: str) -> tuple[str, Secrets]:
    """A new way to the provider: what the browser keeps in its cookie, and what goes along."""
    session.execute(sa.delete(SignOnTry).where(SignOnTry.made_at < now - timedelta(days=1)))
    browser = secrets.token_urlsafe(32)
    made = SignOnTry(browser_mac=_browser_mac(secret, browser), made_at=now, expires_at=now + LIFE)
    session.add(made)
    return browser, secrets_of(browser, secret=secret)


def secrets_of(browser: str, *, secret: str) -> Secrets:
    """State, nonce and verifier of the way that this browser began."""
    return Secrets(
        state=mac(secret, "sign-on state", browser),
        nonce=mac(secret, "sign-on nonce", browser),
        verifier=mac(secret, "sign-on verifier", browser),
    )


def take(
    session: Session, browser: str, state: str, *, now: datetime, secret: str
) -> tuple[UUID, Secrets] | None:
    """The way that comes back, used up from here on. None where it was not begun in this browser,
    is too old, or came back before. The caller commits before it asks the provider."""
    expected = secrets_of(browser, secret=secret)
    if not browser or not hmac.compare_digest(expected.state.encode(), state.encode()):
        return None
    found = _of_browser(session, browser, secret)
    if found is None or found.used_at is not None or found.expires_at <= now:
        return None
    found.used_at = now
    return found.id, expected


def enter(
    session: Session, try_id: UUID, identity: Identity, provider: Provider, *, now: datetime
) -> Entered | Reason:
    """Whose account it is, and how surely. She is bound to it where she was not yet."""
    account, binding = _found(session, identity)
    if account is None:
        return Reason.UNKNOWN if identity.email or binding else Reason.EMAIL
    if account.sign_in_reset_at is not None or _was_reset(session, account):
        return Reason.UNKNOWN
    if not has_a_place(session, account.id, now=now, roles=STAFF_ROLES):
        return Reason.UNKNOWN
    acting(session, Actor("sign-in", account.id), now)
    first = binding is None
    if binding is None:
        binding = SignOnBinding(
            account_id=account.id, issuer=identity.issuer, subject=identity.subject, made_at=now
        )
        session.add(binding)
    binding.last_used_at = now
    has = factors.of(session, account.id)
    if identity.used(provider.trusted):
        return Entered(account, SessionStrength.TWO_FACTOR, first, has.app)
    if not has.app and not has.passkeys:
        return Reason.NO_SECOND
    waiting = session.get_one(SignOnTry, try_id)
    waiting.account_id, waiting.expires_at = account.id, now + LIFE
    return Entered(account, SessionStrength.ONE_FACTOR, first, has.app)


def _found(session: Session, identity: Identity) -> tuple[Account | None, SignOnBinding | None]:
    """By the subject; by the address only where neither it nor the account is bound yet."""
    binding = session.scalar(
        sa.select(SignOnBinding).where(
            SignOnBinding.issuer == identity.issuer, SignOnBinding.subject == identity.subject
        )
    )
    if binding is not None:
        return session.get_one(Account, binding.account_id), binding
    bound = sa.exists().where(
        SignOnBinding.account_id == Account.id, SignOnBinding.issuer == identity.issuer
    )
    free = sa.select(Account).where(Account.email == normalise(identity.email), ~bound)
    return (session.scalar(free) if identity.email else None), None


def _was_reset(session: Session, account: Account) -> bool:
    """Whether an admin took back all her ways in, and she has not come through the new one yet."""
    open_one = sa.select(Invitation.id).where(
        Invitation.kind == InvitationKind.STAFF,
        Invitation.email == account.email,
        Invitation.reason != "",
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    return session.scalar(open_one.limit(1)) is not None


def ticket(session: Session, browser: str, *, now: datetime, secret: str) -> UUID:
    """The ticket for the second step, once, in the browser that came back from the provider.

    Raises RuleBroken("second_expired").
    """
    found = _of_browser(session, browser, secret) if browser else None
    if found is None or found.account_id is None or found.asked_at is not None:
        raise RuleBroken("second_expired", field="code")
    if found.expires_at <= now or authenticator.since(session, found.account_id) is None:
        raise RuleBroken("second_expired", field="code")
    found.asked_at = now
    account = session.get_one(Account, found.account_id)
    made = PasswordTry(
        email=account.email, account_id=account.id, made_at=now, expires_at=now + TICKET_LIFE
    )
    session.add(made)
    session.flush()
    return made.id


def of(session: Session, account_id: UUID) -> SignOnBinding | None:
    """The newest of her bindings: one, unless the institution changed its provider."""
    return session.scalar(
        sa.select(SignOnBinding)
        .where(SignOnBinding.account_id == account_id)
        .order_by(SignOnBinding.made_at.desc(), SignOnBinding.id)
        .limit(1)
    )


def remove(session: Session, account_id: UUID) -> None:
    """Sign-on opens her account no more, until it is bound anew. Raises NotFound."""
    if of(session, account_id) is None:
        raise NotFound("sign_on")
    factors.forget_sign_on(session, account_id)


def _of_browser(session: Session, browser: str, secret: str) -> SignOnTry | None:
    return session.scalar(
        sa.select(SignOnTry)
        .where(SignOnTry.browser_mac == _browser_mac(secret, browser))
        .with_for_update()
    )


def _browser_mac(secret: str, browser: str) -> str:
    return mac(secret, "sign-on browser", browser)
