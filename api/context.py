"""What every request has at hand: the portal's parts, one database session, the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from flask import current_app, g, request
from sqlalchemy.orm import Session

from portal.accounts.passwords import Passwords
from portal.accounts.webauthn import Party
from portal.consent.library import Library
from portal.consent.sealing import SiteKeys
from portal.db import Database
from portal.files.store import FileStore
from portal.language import best
from portal.mail import Mail, Mailer
from portal.queue.remembered import Remembered
from portal.settings import Settings
from portal.sign_on.provider import Provider
from portal.study.service import Catalog


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts an application is made of; tests bring their own clock, mailer and cheap hashing."""

    settings: Settings
    database: Database
    catalog: Catalog
    library: Library
    store: FileStore
    keys: SiteKeys
    mailer: Mailer
    clock: Callable[[], datetime]
    passwords: Passwords
    party: Party | None
    provider: Provider | None = None
    push_key: str | None = None
    remembered: Remembered = field(default_factory=Remembered)


def parts() -> Parts:
    found: Parts = current_app.extensions["portal"]
    return found


def db() -> Session:
    """The session of this request. :mod:`api.access` opens, commits and closes it."""
    session: Session = g.session
    return session


def now() -> datetime:
    """The instant of this request: the same for everything in it."""
    if "now" not in g:
        g.now = parts().clock()
    instant: datetime = g.now
    return instant


def language() -> str:
    """The language to answer in: what the request asks for, else the person's, else English."""
    wanted = [tag for tag, _ in request.accept_languages]
    caller = g.get("caller")
    if caller is not None:
        wanted.append(caller.language)
    return best(wanted)


def after_commit(action: Callable[[], None]) -> None:
    """Do `action` once the transaction stands: what it causes outside cannot be rolled back."""
    g.setdefault("after_commit", []).append(action)


def tell(mails: Iterable[Mail]) -> None:
    """Send the mails when the transaction stands."""
    waiting, mailer = list(mails), parts().mailer
    for mail in waiting:
        after_commit(partial(mailer.send, mail))


def page_at(path: str) -> str:
    """The whole address of a page of the app, for a mail."""
    return parts().settings.base_url + path
