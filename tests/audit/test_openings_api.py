"""Who opens one participant's record at the desk is in the history, once in a while."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.roles import STAFF_ROLES, Role
from portal.audit.models import AuditEntry
from portal.audit.openings import OPENED
from tests.accounts.test_roles import BY_HAND
from tests.audit.chains import checked
from tests.support.neighbours import Neighbours
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.routes import ROUTES, calls, send

PARTS = ("", "/timeline", "/check-ins", "/travel", "/consent", "/consent/trail.csv", "/history")


def openings(portal: Portal) -> list[AuditEntry]:
    with portal.database.session(reads_only=True) as session:
        found = sa.select(AuditEntry).where(AuditEntry.action == OPENED).order_by(AuditEntry.id)
        return list(session.scalars(found))


def test_it_is_noted_who_opened_whose_record_and_when(portal: Portal) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    done(desk.browser.get(f"/api/staff/participants/{participant.id}"))
    (entry,) = openings(portal)
    coordinator = portal.world.staff[Role.COORDINATOR]
    assert (entry.account_id, entry.actor) == (coordinator.id, "coordinator")
    assert (entry.kind, entry.object_id) == ("record", participant.id)
    assert (entry.participant_id, entry.site_id) == (participant.id, portal.world.home.id)
    assert entry.at == portal.clock.now
    assert checked(portal.database).faults == ()


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_one_participant_is_noted(small_portal: Portal, part: str) -> None:
    participant = small_portal.enrol()
    browser = small_portal.at_desk().browser
    answer = browser.get(f"/api/staff/participants/{participant.id}{part}")
    assert answer.status_code == 200
    assert [entry.participant_id for entry in openings(small_portal)] == [participant.id]


def test_a_visit_opened_by_itself_is_noted(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    visit = small_portal.visit_id(participant, "week_6")
    done(small_portal.at_desk().browser.get(f"/api/staff/visits/{visit}"))
    assert [entry.participant_id for entry in openings(small_portal)] == [participant.id]


def test_it_is_noted_once_in_a_while_for_each_reader_and_participant(
    small_portal: Portal,
) -> None:
    portal = small_portal
    first, second = portal.enrol(), portal.add()
    desk, other = portal.at_desk(), portal.at_desk(Role.INVESTIGATOR)
    for part in PARTS:
        desk.browser.get(f"/api/staff/participants/{first.id}{part}")
    assert len(openings(portal)) == 1
    done(desk.browser.get(f"/api/staff/participants/{second.id}"))
    done(other.browser.get(f"/api/staff/participants/{first.id}"))
    assert len(openings(portal)) == 3
    portal.clock.turn(minutes=14)
    done(desk.browser.get(f"/api/staff/participants/{first.id}"))
    assert len(openings(portal)) == 3
    portal.clock.turn(minutes=2)
    done(desk.browser.get(f"/api/staff/participants/{first.id}"))
    assert len(openings(portal)) == 4


def test_parts_asked_for_at_once_are_noted_once(portal: Portal) -> None:
    participant = portal.enrol()
    browser = portal.at_desk().browser
    token = browser.client.get_cookie("portal")
    assert token is not None
    begin = threading.Barrier(4)
    codes: list[int] = []

    def ask() -> None:
        client = portal.app.test_client()
        client.set_cookie("portal", token.value)
        begin.wait(30)
        codes.append(client.get(f"/api/staff/participants/{participant.id}").status_code)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert codes == [200] * 4
    assert len(openings(portal)) == 1


def test_a_participant_sees_who_opened_her_own_record_and_nobody_elses(portal: Portal) -> None:
    participant, other = portal.enrol(), portal.add()
    desk = portal.at_desk().browser
    done(desk.get(f"/api/staff/participants/{participant.id}"))
    first = portal.clock.now
    portal.clock.turn(minutes=20)
    monitor = portal.at_desk(Role.MONITOR).browser
    done(monitor.get(f"/api/staff/participants/{participant.id}/history"))
    done(desk.get(f"/api/staff/participants/{other.id}"))
    body = done(portal.browser(participant.email).get("/api/me/openings"))
    assert body["total"] == 2
    assert [(row["by"], row["roles"]) for row in body["rows"]] == [
        ("Monitor miami", ["monitor"]),
        ("Coordinator miami", ["coordinator"]),
    ]
    assert body["rows"][1]["at"] == first.isoformat().replace("+00:00", "Z")
    assert {row["site"] for row in body["rows"]} == {portal.world.home.name}


def test_what_is_not_shown_is_not_noted(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    away = small_portal.at_other_desk().browser
    assert away.get(f"/api/staff/participants/{participant.id}").status_code == 404
    assert away.get(f"/api/staff/participants/{uuid4()}").status_code == 404
    done(small_portal.at_desk().browser.get("/api/staff/participants"))
    assert openings(small_portal) == []


NOT_HERS = {
    "GET /api/staff/consent-versions/<uuid:version_id>",
    "GET /api/staff/consent-versions/<uuid:version_id>/print",
    "GET /api/staff/payment-batches/<uuid:batch_id>",
    "GET /api/staff/payment-batches/<uuid:batch_id>/payments.csv",
    "GET /api/staff/queue/<string:kind>/<uuid:object_id>/people",
}
"""What the desk reads by an id and is of nobody, of many, or of the team."""


def test_whatever_the_desk_reads_of_one_participant_is_noted(
    small_neighbours: Neighbours,
) -> None:
    """Every route of the desk with an id in its address, also those that come later."""
    neighbours, portal = small_neighbours, small_neighbours.portal
    her = neighbours.eleanor.participant.id
    read, forgotten = set(), set()
    for call in calls(portal.app):
        if call.method != "GET" or not call.parameters or not call.rule.startswith("/api/staff/"):
            continue
        for role in sorted(STAFF_ROLES):
            if call.asks not in BY_HAND[role]:
                continue
            portal.clock.turn(minutes=16)
            browser = portal.at_desk(role).browser
            noted = len(openings(portal))
            if send(browser, portal.app, call, neighbours.eleanor).status_code == 200:
                read.add(call.name)
                new = openings(portal)[noted:]
                if [entry.participant_id for entry in new] != [her]:
                    forgotten.add(call.name)
    assert forgotten - NOT_HERS == set()
    assert ROUTES.keys() >= NOT_HERS
    assert len(read) > 15
