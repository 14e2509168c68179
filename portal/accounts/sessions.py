"""Signed-in devices: opening, recognising, listing and ending them.

The token in the cookie has 256 random bits; the database keeps its SHA-256. A session ends after
idle time, after its longest life, when it is ended, or when the person has no membership left.

Memberships on staff count only in a session that two factors opened: nothing else has to know.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.factor_models import AuthenticatorApp, Passkey, Password
from portal.accounts.models import Account, DeviceSession, Membership, SessionStrength
from portal.accounts.roles import MAY, OWN_ROLES, STAFF_ROLES, WITH_LEAVE, May, Role
from portal.errors import NotFound
from portal.limits import devices as devices_known
from portal.settings import Settings

TOUCH_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Place:
    """One active membership of the caller, with its `id`."""

    id: UUID
    role: Role
    study_id: UUID
    site_id: UUID | None
    participant_id: UUID | None
    may_read_check_ins: bool

    def grants(self, may: May) -> bool:
        if self.may_read_check_ins and may in WITH_LEAVE.get(self.role, frozenset()):
            return True
        return may in MAY[self.role]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request.

    `staff_account`: she is on staff, whether or not this session is strong enough for it.
    `sets_up`: in this session she may set up her first sign-in of two factors. `chosen`: the place
    of her own that she chose in this session, if she did.
    """

    session_id: UUID
    account_id: UUID
    email: str
    name: str
    language: str
    time_zone: str | None
    last_seen_at: datetime
    places: tuple[Place, ...]
    strength: SessionStrength
    staff_account: bool
    sets_up: bool
    chosen: UUID | None

    def places_for(self, may: May) -> tuple[Place, ...]:
        """The memberships that grant `may`."""
        return tuple(place for place in self.places if place.grants(may))

    @property
    def setting_up(self) -> bool:
        """She has no place yet: all she can reach is setting up her sign-in."""
        return not self.places

    @property
    def is_staff(self) -> bool:
        return any(place.role in STAFF_ROLES for place in self.places)

    @property
    def own(self) -> Place | None:
        """The membership through which the person takes part: the one that she chose, else as
        participant first. None where the chosen one has ended: she chooses anew."""
        mine = [place for place in self.places if place.role in OWN_ROLES]
        if self.chosen is not None:
            return next((place for place in mine if place.id == self.chosen), None)
        return min(mine, key=lambda place: place.role != Role.PARTICIPANT, default=None)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    session: Session,
    account: Account,
    *,
    label: str,
    strength: SessionStrength,
    sets_up: bool = False,
    now: datetime,
    settings: Settings,
) -> tuple[DeviceSession, str]:
    """A new session and its token. Sessions of people on staff are short, participants' are long."""
    staff = bool(
        session.scalar(
            sa.select(Membership.id)
            .where(
                Membership.account_id == account.id,
                Membership.role.in_(STAFF_ROLES),
                Membership.ended_at.is_(None),
            )
            .limit(1)
        )
    )
    idle = settings.staff_idle if staff else settings.participant_idle
    longest = settings.staff_max if staff else settings.participant_max
    token = secrets.token_urlsafe(32)
    device = DeviceSession(
        account_id=account.id,
        token_hash=token_hash(token),
        label=label[:100],
        strength=strength,
        sets_up=sets_up,
        made_at=now,
        last_seen_at=now,
        idle_seconds=int(idle.total_seconds()),
        expires_at=now + longest,
    )
    session.add(device)
    return device, token


_CALLER = (
    sa.select(
        DeviceSession.id,
        DeviceSession.last_seen_at,
        DeviceSession.idle_seconds,
        Account.id,
        Account.email,
        Account.name,
        Account.language,
        Account.time_zone,
        Membership.role,
        Membership.study_id,
        Membership.site_id,
        Membership.participant_id,
        DeviceSession.strength,
        DeviceSession.sets_up,
        Membership.id,
        Membership.may_read_check_ins,
        DeviceSession.place_id,
    )
    .join(Account, Account.id == DeviceSession.account_id)
    .join(
        Membership,
        sa.and_(
            Membership.account_id == Account.id,
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > sa.bindparam("now")),
        ),
    )
    .where(
        DeviceSession.token_hash == sa.bindparam("token_hash"),
        DeviceSession.ended_at.is_(None),
        DeviceSession.expires_at > sa.bindparam("now"),
    )
    .order_by(Membership.since, Membership.id)
)
"""Read at every request, so it is put together once."""


def recognise(session: Session, token: str, *, now: datetime) -> Caller | None:
    """The caller that holds `token`, or None. One SQL statement, for all but who sets up."""
    rows = session.execute(_CALLER, {"token_hash": token_hash(token), "now": now}).all()
    if not rows or now - rows[0][1] > timedelta(seconds=rows[0][2]):
        return None
    first = rows[0]
    strength = first[12]
    places = tuple(Place(row[14], row[8], row[9], row[10], row[11], row[15]) for row in rows)
    counting = tuple(place for place in places if _counts(place, strength))
    found = Caller(
        session_id=first[0],
        last_seen_at=first[1],
        account_id=first[3],
        email=first[4],
        name=first[5],
        language=first[6],
        time_zone=first[7],
        places=counting,
        strength=strength,
        staff_account=any(place.role in STAFF_ROLES for place in places),
        sets_up=first[13],
        chosen=first[16],
    )
    if counting or (found.sets_up and not has_two_factors(session, found.account_id)):
        return found
    return None


def ended_with_help(session: Session, token: str) -> bool:
    """Whether that session ended because its person helps nobody any more."""
    return bool(
        session.scalar(
            sa.select(DeviceSession.id)
            .join(Membership, Membership.account_id == DeviceSession.account_id)
            .where(
                DeviceSession.token_hash == token_hash(token),
                Membership.role == Role.CARE_PARTNER,
                Membership.ended_at == DeviceSession.ended_at,
            )
            .limit(1)
        )
    )


def _counts(place: Place, strength: SessionStrength) -> bool:
    return strength is SessionStrength.TWO_FACTOR or place.role not in STAFF_ROLES


def has_two_factors(session: Session, account_id: UUID) -> bool:
    """Whether the account has what opens a session of two factors: a passkey, or a password and
    an app."""
    passkey = sa.exists().where(Passkey.account_id == account_id)
    password = sa.exists().where(Password.account_id == account_id)
    app = sa.exists().where(
        AuthenticatorApp.account_id == account_id, AuthenticatorApp.confirmed_at.is_not(None)
    )
    return bool(session.scalar(sa.select(sa.or_(passkey, sa.and_(password, app)))))


def touch(session: Session, session_id: UUID, *, now: datetime) -> None:
    """Note that the session is in use. Not part of the history: it would drown it."""
    session.execute(
        sa.update(DeviceSession)
        .where(DeviceSession.id == session_id)
        .values(last_seen_at=now)
        .execution_options(recorded=True)
    )


def devices(session: Session, account_id: UUID, *, now: datetime) -> list[DeviceSession]:
    """Sessions that can still be used, the latest first."""
    rows = session.scalars(
        sa.select(DeviceSession)
        .where(
            DeviceSession.account_id == account_id,
            DeviceSession.ended_at.is_(None),
            DeviceSession.expires_at > now,
        )
        .order_by(DeviceSession.last_seen_at.desc())
    )
    return [row for row in rows if now - row.last_seen_at <= timedelta(seconds=row.idle_seconds)]


def end(session: Session, account_id: UUID, session_id: UUID, *, now: datetime) -> None:
    """End one session of this account. Raises NotFound for anyone else's."""
    device = session.scalar(
        sa.select(DeviceSession).where(
            DeviceSession.id == session_id,
            DeviceSession.account_id == account_id,
            DeviceSession.ended_at.is_(None),
        )
    )
    if device is None:
        raise NotFound("device")
    device.ended_at = now


def end_all(session: Session, account_id: UUID, *, now: datetime, but: UUID | None = None) -> None:
    """End every session of this account, also the one that asks unless it is `but`; its devices are
    new ones then."""
    devices_known.forget(session, account_id)
    for device in session.scalars(
        sa.select(DeviceSession).where(
            DeviceSession.account_id == account_id, DeviceSession.ended_at.is_(None)
        )
    ):
        if device.id != but:
            device.ended_at = now
