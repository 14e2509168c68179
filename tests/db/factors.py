"""A row in every table of the ways to sign in, of the person whose device it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from portal.accounts.factor_models import (
    AuthenticatorApp,
    ChallengePurpose,
    Passkey,
    PasskeyChallenge,
    Password,
    PasswordTry,
    RecoveryCode,
)
from portal.accounts.models import DeviceSession, StepUp, StepUpPurpose
from portal.sign_on.models import SignOnBinding, SignOnTry


def add_factors(session: Session, device: DeviceSession, now: datetime) -> None:
    account_id, times = device.account_id, {"made_at": now, "expires_at": now + timedelta(hours=1)}
    asked = StepUp(
        account_id=account_id,
        session_id=device.id,
        purpose=StepUpPurpose.SIGN_CONSENT,
        wrong_tries=0,
        **times,
    )
    session.add(asked)
    session.flush()
    session.add_all(
        [
            Password(account_id=account_id, hash="hash", made_at=now),
            AuthenticatorApp(account_id=account_id, secret="sealed", confirmed_at=now, last_step=1),
            RecoveryCode(account_id=account_id, code_mac=uuid4().hex, made_at=now),
            Passkey(
                account_id=account_id,
                credential_id=uuid4().hex,
                public_key=b"key",
                sign_count=3,
                label="Phone",
                made_at=now,
                last_used_at=now,
            ),
            PasswordTry(
                email="somebody@example.org",
                account_id=account_id,
                wrong_tries=0,
                **times,
            ),
            SignOnBinding(
                account_id=account_id,
                issuer="https://login.example.edu",
                subject=uuid4().hex,
                made_at=now,
                last_used_at=now,
            ),
            SignOnTry(
                browser_mac=uuid4().hex,
                account_id=account_id,
                used_at=now,
                asked_at=now,
                **times,
            ),
            PasskeyChallenge(
                purpose=ChallengePurpose.ADD,
                session_id=device.id,
                challenge=uuid4().hex,
                **times,
            ),
            PasskeyChallenge(
                purpose=ChallengePurpose.STEP_UP,
                session_id=device.id,
                step_up_id=asked.id,
                challenge=uuid4().hex,
                **times,
            ),
        ]
    )
    session.flush()
