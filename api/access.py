"""Who may call: every route declares it with exactly one decorator from here.

The decorator opens the request's one transaction, finds out who calls, refuses or lets in, and
commits when the view has returned and its answer is built. An error rolls everything back. An
application with a route that declares nothing does not start (:func:`check_declared`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, Request, current_app, g, request
from flask.sessions import NullSession, SessionInterface
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from api.context import db, now, parts
from portal.accounts import sessions
from portal.accounts.roles import STAFF_ROLES, May
from portal.accounts.sessions import Caller, Place
from portal.audit.recorder import Actor, acting
from portal.errors import NotAllowed, PortalError
from portal.study.models import Site

View = Callable[..., Any]
"""What a view declares is kept on the function itself (`access`, `from_anywhere`), where the types
of functions know of no such place: hence the marks below."""


class Kind(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SETTING_UP = "setting_up"
    OWN = "own"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Access:
    """What a route declares. `may` is the permission that `own` and `staff` routes ask for."""

    kind: Kind
    may: May | None = None


class SignInNeeded(PortalError):
    """Nobody is signed in."""

    def __init__(self, code: str = "sign_in_needed") -> None:
        super().__init__(code)


class User(UserMixin):
    """The caller as flask-login knows her."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    def get_id(self) -> str:
        return str(self.caller.account_id)


class NoSession(SessionInterface):
    """Flask keeps nothing in a cookie of its own: who is signed in is in the database."""

    def open_session(self, app: Flask, request: Request) -> NullSession:
        return self.make_null_session(app)


NO_COOKIE = ";"
"""The name of flask-login's own cookie, which is not used: no cookie can have this one."""

login_manager = LoginManager()


@login_manager.request_loader
def _load(incoming: Request) -> User | None:
    token = incoming.cookies.get(cookie_name())
    if not token or "session" not in g:
        return None
    caller = sessions.recognise(db(), token, now=now())
    return User(caller) if caller else None


def cookie_name() -> str:
    """Over TLS the name has the prefix that browsers guard (RFC 6265bis, __Host-)."""
    return "__Host-portal" if parts().settings.secure else "portal"


def device_cookie_name() -> str:
    """Of the cookie that a device keeps after sign-out, see :mod:`portal.limits.devices`."""
    return f"{cookie_name()}-device"


def sign_on_cookie_name() -> str:
    """Of the cookie that holds the way to the institution's provider and back together."""
    return f"{cookie_name()}-sign-on"


@contextmanager
def _transaction() -> Iterator[None]:
    reads_only = request.method in {"GET", "HEAD", "OPTIONS"} and not g.get("writes")
    with parts().database.session(reads_only=reads_only) as session:
        g.session = session
        yield
        session.commit()
    for action in g.pop("after_commit", []):
        action()


def _declare(access: Access, check: Callable[[], object], *, writes: bool = False) -> Any:
    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.writes = writes
            try:
                answer = _in_transaction(check, view, args, kwargs)
            except (StaleDataError, IntegrityError) as error:
                # Another request wrote the same row first. Seen from a new transaction it is an
                # ordinary stale edit, or the same thing sent twice, and the view says so.
                if not lost_a_race(error):
                    raise
                answer = _in_transaction(check, view, args, kwargs)
            _touch()
            return answer

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return decorate


def _in_transaction(
    check: Callable[[], object], view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    for name in ("sites", "after_commit", "_login_user"):
        g.pop(name, None)
    with _transaction():
        _recognise()
        check()
        return current_app.ensure_sync(view)(*args, **kwargs)


UNIQUE_VIOLATION = "23505"


def lost_a_race(error: StaleDataError | IntegrityError) -> bool:
    """Whether a unique key or a row version refused the write, not a mistake in the program."""
    if isinstance(error, StaleDataError):
        return True
    state = getattr(error.orig, "sqlstate", None)
    return state == UNIQUE_VIOLATION or str(error.orig).startswith("UNIQUE constraint failed")


def _recognise() -> None:
    g.caller = current_user.caller if current_user.is_authenticated else None
    acting(db(), actor(), now())


def actor() -> Actor:
    """Who acts in this request, as the history names her."""
    found: Caller | None = g.caller
    if found is None:
        return Actor("nobody signed in")
    return Actor(acting_as(found), found.account_id)


def acting_as(found: Caller) -> str:
    """The roles of who acts, as the history names them."""
    if found.setting_up:
        return "setting up"
    return ", ".join(sorted({place.role.value for place in found.places}))


def _touch() -> None:
    found: Caller | None = g.caller
    if found is None or now() - found.last_seen_at < sessions.TOUCH_EVERY:
        return
    with parts().database.transaction() as session:
        sessions.touch(session, found.session_id, now=now())


def public(view: View | None = None, *, writes: bool = False) -> Any:
    """Anyone, signed in or not."""
    decorate = _declare(Access(Kind.PUBLIC), lambda: None, writes=writes)
    return decorate if view is None else decorate(view)


def without_data(view: View) -> View:
    """Anyone; the view reads nothing from the database through this request's session."""
    view.access = Access(Kind.PUBLIC)  # type: ignore[attr-defined]
    return view


def from_anywhere(view: View) -> View:
    """Another site, or a mail program, may send this change: what it sends is all the proof it needs."""
    view.from_anywhere = True  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone who is signed in; the view touches nothing but the caller's own account."""
    decorated: View = _declare(Access(Kind.SIGNED_IN), _need_caller)(view)
    return decorated


def setting_up(view: View) -> View:
    """Anyone who is signed in, and who has yet to set up her sign-in and reaches nothing else."""
    decorated: View = _declare(Access(Kind.SETTING_UP), _need_somebody)(view)
    return decorated


def own(may: May, *, writes: bool = False) -> Any:
    """A participant (or care partner) in her own participation: see :func:`own_place`.

    `writes` is for the GET that makes something at first use.
    """

    def check() -> None:
        place = _need_caller().own
        if place is None and caller().chosen is not None:
            raise NotAllowed("place_ended")
        if place is None or place not in caller().places_for(may):
            raise NotAllowed("not_allowed")
        g.place = place

    return _declare(Access(Kind.OWN, may), check, writes=writes)


def staff(may: May, *, writes: bool = False) -> Any:
    """Staff whose role grants `may`; the view's queries start from :func:`sites`.

    `writes` is for the GET that notes who read.
    """

    def check() -> None:
        places = [p for p in _need_caller().places_for(may) if p.role in STAFF_ROLES]
        if not places:
            raise NotAllowed("not_allowed")
        g.places = places

    return _declare(Access(Kind.STAFF, may), check, writes=writes)


def caller() -> Caller:
    """Who calls. Only where the route's access demands a sign-in."""
    found: Caller = g.caller
    return found


def _need_somebody() -> Caller:
    if g.caller is None:
        if help_ended():
            raise SignInNeeded("help_ended")
        raise SignInNeeded
    return caller()


def help_ended() -> bool:
    """Whether nobody is signed in here because who was has stopped helping, or was made to."""
    token = request.cookies.get(cookie_name())
    return bool(token) and sessions.ended_with_help(db(), token or "")


def _need_caller() -> Caller:
    if _need_somebody().setting_up:
        raise NotAllowed("set_up_first")
    return caller()


def own_place() -> Place:
    """The membership through which the caller takes part."""
    place: Place = g.place
    return place


def sites() -> frozenset[UUID]:
    """The sites at which the caller may do what the route declares: the scope of its queries."""
    if "sites" not in g:
        g.sites = _sites_of(g.places)
    scope: frozenset[UUID] = g.sites
    return scope


def sites_for(may: May) -> frozenset[UUID]:
    """The sites at which the caller may do this too, which the route does not declare."""
    return _sites_of([one for one in caller().places_for(may) if one.role in STAFF_ROLES])


def _sites_of(places: Iterable[Place]) -> frozenset[UUID]:
    """Their sites; a place without one reaches every site of its study."""
    given = list(places)
    found = {place.site_id for place in given if place.site_id is not None}
    whole = [place.study_id for place in given if place.site_id is None]
    if whole:
        found |= set(db().scalars(sa.select(Site.id).where(Site.study_id.in_(whole))))
    return frozenset(found)


def may_at(may: May, site: Site) -> bool:
    """Whether the caller may do this, which the route does not declare, at that site too."""
    return any(
        place.role in STAFF_ROLES and place.study_id == site.study_id
        for place in caller().places_for(may)
        if place.site_id in {None, site.id}
    )


def check_declared(app: Flask) -> None:
    """Raises RuntimeError naming the routes that do not declare their access."""
    missing = sorted(
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if not isinstance(getattr(app.view_functions[rule.endpoint], "access", None), Access)
    )
    if missing:
        raise RuntimeError("These routes do not declare who may call them: " + ", ".join(missing))
