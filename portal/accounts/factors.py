"""What proves who somebody is, and whether it is enough.

A passkey is both factors in one: the device, and the face, finger or lock that opens it (NIST SP
800-63B-4, 3.1.7.1). A password is one, and needs the code of an app beside it. Staff need two
factors; participants may have passkeys instead of a code by mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.factor_models import AuthenticatorApp, Passkey, Password, RecoveryCode
from portal.accounts.models import SessionStrength
from portal.accounts.sessions import Caller
from portal.errors import NotAllowed, RuleBroken
from portal.sign_on.models import SignOnBinding


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has. `app`: an authenticator app of which a code was typed. `sign_on`: her
    institution's sign-on, which never makes it complete: how many factors that used shows anew each
    time, and the institution may take it away."""

    password: bool = False
    app: bool = False
    passkeys: int = 0
    sign_on: bool = False

    @property
    def own(self) -> bool:
        """Whether she can prove herself to the portal, without her institution."""
        return self.password or self.app or self.passkeys > 0

    @property
    def any(self) -> bool:
        return self.own or self.sign_on

    @property
    def complete(self) -> bool:
        """Whether it opens a session of two factors."""
        return self.passkeys > 0 or (self.password and self.app)


def of(session: Session, account_id: UUID) -> Factors:
    """What the account has, read in one statement."""
    password, app, passkeys, sign_on = session.execute(
        sa.select(
            _there(Password, account_id),
            _there(AuthenticatorApp, account_id, AuthenticatorApp.confirmed_at.is_not(None)),
            sa.select(sa.func.count())
            .select_from(Passkey)
            .where(Passkey.account_id == account_id)
            .scalar_subquery(),
            _there(SignOnBinding, account_id),
        )
    ).one()
    return Factors(bool(password), bool(app), passkeys, bool(sign_on))


def _there(
    model: type[Password | AuthenticatorApp | SignOnBinding],
    account_id: UUID,
    *more: sa.ColumnElement[bool],
) -> sa.Exists:
    return sa.exists().where(model.account_id == account_id, *more)


def needs_step_up(caller: Caller, has: Factors) -> bool:
    """Whether she proves herself again before this change. Raises NotAllowed("two_factors_needed").

    The first factor needs no more than the session: of a participant, or of somebody on staff
    whose invitation opened it. Who is on staff and already has a sign-in of two factors changes it
    in such a session alone, or whoever reads her mailbox could add a way in.
    """
    if not caller.staff_account:
        return has.any
    if caller.strength is SessionStrength.TWO_FACTOR:
        return has.any
    if caller.sets_up and not has.complete:
        return False
    raise NotAllowed("two_factors_needed")


def check_left(caller: Caller, left: Factors) -> None:
    """Raises RuleBroken("last_factor") where somebody on staff could not sign in any more."""
    if caller.staff_account and not left.complete:
        raise RuleBroken("last_factor")


def forget_all(session: Session, account_id: UUID) -> None:
    """Nothing that proved who she is does so any more."""
    for model in (Passkey, Password, AuthenticatorApp, RecoveryCode, SignOnBinding):
        for row in session.scalars(sa.select(model).where(model.account_id == account_id)):
            session.delete(row)


def forget_sign_on(session: Session, account_id: UUID) -> None:
    """Her institution's sign-on opens the account no more, until it is bound anew."""
    for row in session.scalars(
        sa.select(SignOnBinding).where(SignOnBinding.account_id == account_id)
    ):
        session.delete(row)
