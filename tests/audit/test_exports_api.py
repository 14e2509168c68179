"""That somebody took data of people away is in the history, for each site they are of."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.audit.models import AuditEntry
from tests.support.claims import Reviewer, Traveller, travelled
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.routes import ROUTES

TRAIL = "/api/staff/participants/<uuid:participant_id>/consent/trail.csv"
BATCH = "/api/staff/payment-batches/<uuid:batch_id>/payments.csv"
KINDS = {
    "/api/staff/check-ins/reports.csv": "report",
    "/api/staff/claims.csv": "claim",
    "/api/staff/claim-lines.csv": "claim_line",
    "/api/staff/travel-totals.csv": "payment",
    "/api/staff/messages.csv": "message",
    "/api/staff/history.csv": "history",
}
OF_NOBODY = {"/api/staff/check-ins/dictionary.csv", "/api/staff/timeliness.csv"}
"""What the columns mean; how long people wait, as numbers."""


def exported(portal: Portal) -> list[AuditEntry]:
    with portal.database.session(reads_only=True) as session:
        found = sa.select(AuditEntry).where(AuditEntry.action == "exported")
        return list(session.scalars(found.order_by(AuditEntry.id)))


def test_every_table_of_people_is_known_here() -> None:
    tables = {name.split()[1] for name in ROUTES if name.endswith(".csv")}
    assert tables == KINDS.keys() | OF_NOBODY | {TRAIL, BATCH}


@pytest.mark.parametrize("path", KINDS)
def test_a_table_of_people_is_noted_with_who_took_it(small_portal: Portal, path: str) -> None:
    person = small_portal.world.staff[Role.COORDINATOR]
    answer = small_portal.browser(person.email).get(path)
    assert answer.status_code == 200
    [entry] = exported(small_portal)
    assert (entry.actor, entry.account_id) == ("coordinator", person.id)
    assert (entry.kind, entry.site_id) == (KINDS[path], small_portal.world.home.id)
    assert entry.at == small_portal.clock.now


def test_the_trail_of_one_person_is_noted_in_her_own_history(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    path = TRAIL.replace("<uuid:participant_id>", str(participant.id))
    answer = small_portal.at_desk().browser.get(path)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    [entry] = exported(small_portal)
    assert (entry.kind, entry.participant_id) == ("consent_event", participant.id)


def test_a_batch_of_payments_is_noted(small_portal: Portal) -> None:
    travelled(small_portal)
    her, finance = Traveller(small_portal), Reviewer(small_portal, Role.FINANCE)
    claim = her.claim([her.parking(900)])
    done(Reviewer(small_portal).decide(claim["id"]))
    batch = done(finance.batch(claim["id"]))
    path = BATCH.replace("<uuid:batch_id>", batch["id"])
    assert finance.browser.get(path).status_code == 200
    assert [(entry.kind, entry.actor) for entry in exported(small_portal)] == [
        ("payment", "finance")
    ]


@pytest.mark.parametrize("path", sorted(OF_NOBODY))
def test_a_table_of_nobody_is_not_noted(small_portal: Portal, path: str) -> None:
    assert small_portal.at_desk().browser.get(path).status_code == 200
    assert exported(small_portal) == []


@pytest.mark.parametrize("path", KINDS)
def test_who_is_refused_leaves_no_entry(small_portal: Portal, path: str) -> None:
    email = small_portal.world.staff[Role.ADMIN].email
    problem(small_portal.browser(email).get(path), 403, "not_allowed")
    assert exported(small_portal) == []
