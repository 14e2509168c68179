"""Who reaches what: every route, as everybody, about what is theirs and what is not.

One world is made once. Each cell is a request to the real application; what a request has changed
is taken back by putting the database's file back.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from werkzeug.test import TestResponse

from portal.accounts import people
from portal.accounts.roles import OWN_ROLES, Role
from portal.audit.models import AuditEntry
from portal.audit.recorder import acting
from portal.queue.remembered import Remembered
from portal.study.models import Study
from tests.accounts.test_roles import BY_HAND
from tests.support.bodies import FILES
from tests.support.neighbours import ELEANOR, PARTNER, READER, RUTH, SYLVIA, Neighbours
from tests.support.portal import Portal
from tests.support.routes import OBJECTS, OF_ANYBODY, SIGNS_OUT, Call, body_for, calls, send
from tests.support.web import Browser
from tests.support.world import TESTER


class Relation(StrEnum):
    """How somebody stands to Eleanor, whose records every request is about."""

    OWN = "own"
    SAME_SITE = "another participant of her site"
    OTHER_SITE = "another site"
    OTHER_STUDY = "another study"


@dataclass(frozen=True, slots=True)
class Actor:
    """`role` None: nobody is signed in. `leave`: a care partner who may read check-ins. `ended`: a
    phone of one who helps no more."""

    role: Role | None
    relation: Relation
    browser: Browser
    leave: bool = False
    ended: bool = False

    @property
    def may(self) -> set[str]:
        if self.role is None:
            return {"public"}
        more = {"own.check_ins.read"} if self.leave else set()
        return BY_HAND[self.role] | more | OF_ANYBODY

    def __str__(self) -> str:
        note = ", may read check-ins" if self.leave else ", has ended" if self.ended else ""
        return f"{self.role or 'nobody'} ({self.relation}{note})"


@dataclass(frozen=True, slots=True)
class Cell:
    """One request and what is wrong with its answer: "" where it is as it must be."""

    call: Call
    actor: Actor
    wrong: str

    def __str__(self) -> str:
        return f"{self.call.name} as {self.actor}: {self.wrong}"


COOKIE = "portal"

SHARED = {"version_id"}
"""Objects of a whole study: no site's own."""

MADE_BY_SENDER = {
    "PUT /api/me/consent/questions/<uuid:question_id>",
    "POST /api/me/receipts/<uuid:receipt_id>",
    "POST /api/me/message-files/<uuid:file_id>",
}
"""Where the id names a new thing: somebody else's is refused, and which of them it is not told."""

NAMED_IN_BODY = {
    "POST /api/me/claims",
    "POST /api/staff/payment-batches",
    "POST /api/staff/participants",
    "POST /api/staff/announcements",
    "POST /api/staff/announcements/preview",
    "POST /api/staff/team/invitations",
}
"""Routes without an object in their address that name one of another's in what is sent."""

NOBODYS = {"device_id", "step_up_id", "passkey_id", "place_id"}
"""Parameters that stand for no object of anybody's here: unknown to all."""

NOT_HERS = {
    Role.CARE_PARTNER: {"thread_id", "file_id", "announcement_id", "subscription_id"},
    Role.FINANCE: {"object_id"},
    Role.MONITOR: {"object_id"},
}
"""What is not shown even where the rest is: messages and devices of the participant herself to her
care partner; a question about the consent, as a task of the work queue, to who answers none."""

FRESH = {"POST /api/staff/participants/<uuid:participant_id>/message-files/<uuid:file_id>"}
"""Where the person is hers and the file a new one."""

INTO_NOTHING = {
    "POST /api/staff/threads/<uuid:thread_id>/merge",
    "GET /api/sign-in/oidc",
    "GET /api/sign-in/oidc/callback",
    "POST /api/account/sign-on/removal",
}
"""What is sent names another object that is not there, or nothing of the kind is set up: 404 for
everybody."""


def people_of(world: Neighbours) -> list[Actor]:
    """Everybody: each role in each relation to Eleanor, and nobody."""
    portal = world.portal
    _add_staff(portal)
    _add_partner(world)
    given: list[tuple[Role, Relation, str]] = [
        (Role.PARTICIPANT, Relation.OWN, ELEANOR),
        (Role.PARTICIPANT, Relation.SAME_SITE, RUTH),
        (Role.PARTICIPANT, Relation.OTHER_SITE, SYLVIA),
        (Role.CARE_PARTNER, Relation.OWN, PARTNER),
        (Role.CARE_PARTNER, Relation.OWN, READER),
        (Role.CARE_PARTNER, Relation.OTHER_SITE, "partner.chicago@example.org"),
    ]
    for role in Role:
        if role not in OWN_ROLES:
            given += [
                (role, Relation.OWN, f"{role}.miami@example.org"),
                (role, Relation.OTHER_SITE, f"{role}.chicago@example.org"),
                (role, Relation.OTHER_STUDY, f"{role}.other@example.org"),
            ]
    actors = [Actor(None, Relation.OWN, portal.browser()), _former(world)]
    for role, relation, email in given:
        browser = portal.browser()
        portal.sign_in(browser, email)  # the clock stands still: nobody's session ends
        actors.append(Actor(role, relation, browser, leave=email == READER))
    return actors


def _former(world: Neighbours) -> Actor:
    """A phone on which somebody was signed in who helped Eleanor and does no more."""
    portal, email = world.portal, "late.partner@example.org"
    portal.help(email, world.eleanor.participant)
    browser = portal.browser()
    portal.sign_in(browser, email)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        person = people.account_of(session, email)
        assert person is not None
        for membership in person.memberships:
            membership.ended_at = portal.clock.now
    return Actor(None, Relation.OWN, browser, ended=True)


def _add_staff(portal: Portal) -> None:
    for role in Role:
        if role in OWN_ROLES:
            continue
        if role not in {Role.COORDINATOR, Role.FINANCE}:  # those are there
            portal.join(f"{role}.chicago@example.org", role, portal.world.away)
        with portal.database.transaction() as session:
            acting(session, TESTER, portal.clock.now)
            other = session.scalars(sa.select(Study).where(Study.id != portal.world.study.id)).one()
            email = f"{role}.other@example.org"
            now = portal.clock.now
            person = people.account(session, email=email, name=email, language="en", now=now)
            people.join(session, person, role, study_id=other.id, site_id=None, now=now)


def _add_partner(world: Neighbours) -> None:
    portal, sylvia = world.portal, world.sylvia.participant
    portal.help("partner.chicago@example.org", sylvia)


class Matrix:
    """The world, everybody in it, and its database as it was at first (a SQLite file)."""

    def __init__(self, world: Neighbours) -> None:
        self.world = world
        self.portal = world.portal
        self.actors = people_of(world)
        self._file = Path(str(self.portal.database.engine.url.database))
        self._first = self._file.with_suffix(".first")
        self.keep()

    def keep(self) -> None:
        """The world as it is now is what it is put back to."""
        self.portal.database.dispose()  # closing the last connection empties the log
        shutil.copy(self._file, self._first)
        self._entries = self._count()

    def cells(self) -> Iterator[Cell]:
        """Every route as everybody. What is refused must have changed nothing."""
        for call in calls(self.portal.app):
            changed = False
            for actor in sorted(self.actors, key=lambda actor: not self._refused(call, actor)):
                if changed:
                    self.put_back()
                new = {"file_id": str(uuid4())} if call.name in FRESH else {}
                answer = self._ask(call, actor, **new)
                # Of reading, too, is noted in the history who opened a record.
                changed = answer.status_code < 400 and (
                    call.method != "GET" or self._count() != self._entries
                )
                yield Cell(call, actor, self._wrong(call, actor, answer))
            if changed:
                self.put_back()

    def _ask(self, call: Call, actor: Actor, **chosen: str) -> TestResponse:
        kept = actor.browser.client.get_cookie(COOKIE)
        answer = send(actor.browser, self.portal.app, call, self.world.eleanor, **chosen)
        if call.name in SIGNS_OUT and kept is not None:
            actor.browser.client.set_cookie(COOKIE, kept.value)
        return answer

    def _refused(self, call: Call, actor: Actor) -> bool:
        return call.asks not in actor.may or self._foreign(call, actor)

    def _foreign(self, call: Call, actor: Actor) -> bool:
        """Whether the route is about an object that is not this person's."""
        objects = set(call.parameters) & set(OBJECTS)
        if call.asks in OF_ANYBODY or not objects:
            return False
        if actor.relation is Relation.OWN:
            return bool(objects & NOT_HERS.get(actor.role or Role.ADMIN, set()))
        return not (objects <= SHARED and actor.relation is not Relation.OTHER_STUDY)

    def _wrong(self, call: Call, actor: Actor, answer: TestResponse) -> str:
        return self._wrong_status(call, actor, answer) or self._shows(call, actor, answer)

    def _wrong_status(self, call: Call, actor: Actor, answer: TestResponse) -> str:
        status = answer.status_code
        if call.asks not in actor.may:
            expected = 401 if actor.role is None else 403
            return "" if status == expected else f"{status} instead of {expected}"
        if not self._foreign(call, actor):
            return self._kept_from_ones_own(call, actor, answer)
        if self._count() != self._entries:
            return "what was refused is in the history"
        if call.name in MADE_BY_SENDER:
            return "" if status in {404, 409, 422} else f"{status} for an id of somebody else"
        if status != 404:
            return f"{status} instead of 404"
        unknown = self._ask(call, actor, **{name: str(uuid4()) for name in OBJECTS})
        same = told(answer) == told(unknown)
        return "" if same else "told apart from what does not exist"

    def _kept_from_ones_own(self, call: Call, actor: Actor, answer: TestResponse) -> str:
        status = answer.status_code
        if call.name in NAMED_IN_BODY and actor.relation is not Relation.OWN:
            return "" if status >= 400 else f"{status} for what is named in the body"
        nowhere = bool(set(call.parameters) & NOBODYS) or call.name in INTO_NOTHING
        nobodys = {404} if nowhere else set()
        if status in {401, 403, 404} - nobodys or status >= 500:
            return f"{status} for what is one's own"
        return ""

    def _shows(self, call: Call, actor: Actor, answer: TestResponse) -> str:
        """Whether somebody is shown a word of Eleanor's who has no business with it."""
        if actor.relation is Relation.OWN and actor.role is not None:
            return ""
        if call.name.startswith("GET /api/calendar/"):
            return ""  # whoever holds its address reads it: that is what it is for
        eleanor, text = self.world.eleanor, answer.get_data()
        sent = "" if call.name in FILES else json.dumps(body_for(call, eleanor))
        shown = [one for one in eleanor.secrets if one.encode() in text and one not in sent]
        return f"shows what is Eleanor's: {shown}" if shown else ""

    def _count(self) -> int:
        with self.portal.database.session(reads_only=True) as session:
            return session.scalar(sa.select(sa.func.max(AuditEntry.id))) or 0

    def put_back(self) -> None:
        """The database as it was at first."""
        self.portal.database.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{self._file}{end}").unlink(missing_ok=True)
        shutil.copy(self._first, self._file)
        parts = self.portal.app.extensions["portal"]
        self.portal.app.extensions["portal"] = replace(parts, remembered=Remembered())


Told = tuple[int, list[tuple[str, str]], bytes]


def told(answer: TestResponse) -> Told:
    """All that an answer tells but the number of its request."""
    headers = [(name, value) for name, value in answer.headers if name != "X-Request-Id"]
    return answer.status_code, headers, answer.get_data()


def leaks(cells: Iterable[Cell]) -> list[str]:
    return [str(cell) for cell in cells if cell.wrong]
