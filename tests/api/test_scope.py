"""Whose records somebody reaches: her own, or those of her sites, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

from portal.accounts.roles import MAY, May, Role
from portal.audit.models import AuditEntry
from tests.support.claims import Traveller
from tests.support.lists import lists_of
from tests.support.matrix import MADE_BY_SENDER
from tests.support.neighbours import (
    AWAY_FINANCE,
    ELEANOR,
    OTHER_TEAM,
    PARTNER,
    RUTH,
    SYLVIA,
    Neighbours,
)
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.routes import OBJECTS, OF_ANYBODY, Call, calls, send
from tests.support.web import Browser


def entries(portal: Portal) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) or 0


FOREIGN = {
    "own.": [RUTH, SYLVIA],
    "desk": ["coordinator.chicago@example.org", OTHER_TEAM, AWAY_FINANCE],
}


def about_somebody(app: Flask, kind: str) -> list[Call]:
    """The routes that name an object and belong to participants ("own.") or to staff ("desk")."""
    return [
        call
        for call in calls(app)
        if call.parameters
        and call.asks not in OF_ANYBODY
        and call.asks.startswith("own.") is (kind == "own.")
    ]


COMMON = {"coordinator.chicago@example.org": {"version_id"}, AWAY_FINANCE: {"version_id"}}
"""What somebody shares: the texts of her own study."""


def role_of(who: str) -> Role:
    if who in FOREIGN["own."]:
        return Role.PARTICIPANT
    return Role.FINANCE if who == AWAY_FINANCE else Role.COORDINATOR


def may_try(call: Call, who: str) -> bool:
    """Whether `who` holds the permission, so that only the object is in her way."""
    role = role_of(who)
    shared = COMMON.get(who, set()) & set(call.parameters)
    return May(call.asks) in MAY[role] and not shared and call.name not in MADE_BY_SENDER


@pytest.mark.parametrize(
    ("kind", "who"), [(kind, who) for kind, people in FOREIGN.items() for who in people]
)
def test_what_is_not_yours_does_not_exist(neighbours: Neighbours, kind: str, who: str) -> None:
    portal = neighbours.portal
    browser = portal.browser(who)
    before = entries(portal)
    tried = [call for call in about_somebody(portal.app, kind) if may_try(call, who)]
    assert len(tried) >= 6
    for call in tried:
        foreign = send(browser, portal.app, call, neighbours.eleanor)
        unknown = {name: str(uuid4()) for name in OBJECTS}
        nowhere = send(browser, portal.app, call, neighbours.eleanor, **unknown)
        assert problem(foreign, 404, "not_found") == problem(nowhere, 404, "not_found"), call
    assert entries(portal) == before


def test_a_request_of_somebody_else_is_not_reached_through_a_visit_of_ones_own(
    neighbours: Neighbours,
) -> None:
    ruth, eleanor = neighbours.ruth, neighbours.eleanor
    phone = neighbours.portal.browser(RUTH)
    path = f"/api/me/visits/{ruth.visit}/time-requests/{eleanor.request}"
    problem(phone.delete(path), 404, "not_found")
    body = {"proposals": [{"date": "2026-03-20", "part": "morning"}], "note": "x"}
    problem(phone.put(path, body), 409, "id_in_use")


def test_a_visit_of_somebody_else_takes_no_request(neighbours: Neighbours) -> None:
    phone = neighbours.portal.browser(RUTH)
    body = {"proposals": [{"date": "2026-03-20", "part": "morning"}]}
    path = f"/api/me/visits/{neighbours.eleanor.visit}/time-requests/{uuid4()}"
    problem(phone.put(path, body), 404, "not_found")


def test_a_participant_is_added_at_ones_own_sites_only(neighbours: Neighbours) -> None:
    portal = neighbours.portal
    for site, status in ((portal.world.home, 422), (portal.world.away, 201)):
        body = {
            "id": str(uuid4()),
            "site_id": str(site.id),
            "code": f"X-{site.key}",
            "name": "X",
            "email": f"x.{site.key}@example.org",
            "language": "en",
        }
        answer = portal.at_other_desk().browser.post("/api/staff/participants", body)
        assert answer.status_code == status
        if status == 422:
            assert problem(answer, 422, "unknown_site")["errors"][0]["field"] == "site_id"
        portal.clock.turn(minutes=2)


def test_an_id_that_exists_elsewhere_is_refused_without_showing_what_it_is(
    neighbours: Neighbours,
) -> None:
    portal, eleanor = neighbours.portal, neighbours.eleanor
    body = {
        "id": str(eleanor.participant.id),
        "site_id": str(portal.world.away.id),
        "code": eleanor.participant.code,
        "name": eleanor.participant.name,
        "email": ELEANOR,
        "phone": eleanor.participant.phone,
        "language": "en",
    }
    answer = portal.at_other_desk().browser.post("/api/staff/participants", body)
    problem(answer, 409, "id_in_use")
    assert answer.get_json().keys() == {"type", "title", "detail", "status", "code", "errors"}


def _listed(browser: Browser, query: str) -> str:
    answer = browser.get(f"/api/staff/{query}")
    assert answer.status_code == 200, query
    return answer.get_data(as_text=True)


def _searched(browser: Browser, home: str) -> Iterator[str]:
    for text in ("", "secret", "eleanor", "code-", "%"):
        for body in ({"text": text, "site": home}, {"text": text}):
            answer = browser.post("/api/staff/participants/search", body)
            yield answer.get_data(as_text=True)


def shown(
    browser: Browser,
    app: Flask,
    records: Neighbours,
    *,
    kind: str,
    role: Role = Role.COORDINATOR,
) -> str:
    """All that the routes without parameters, and the lists in each of their forms, answer."""
    texts = []
    for call in calls(app):
        if call.parameters or call.method != "GET" or call.asks == "public":
            continue
        if call.asks not in OF_ANYBODY and call.asks.startswith("own.") is not (kind == "own."):
            continue
        texts.append(browser.get(call.rule).get_data(as_text=True))
    if kind == "desk":
        home, eleanor = str(records.portal.world.home.id), str(records.eleanor.participant.id)
        texts += [_listed(browser, query) for query in lists_of(role, home, eleanor)]
        if May.PARTICIPANTS_READ in MAY[role]:
            texts += _searched(browser, home)
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("kind", "who"), [(kind, who) for kind, people in FOREIGN.items() for who in people]
)
def test_no_list_holds_anything_of_somebody_elses(
    neighbours: Neighbours, kind: str, who: str
) -> None:
    browser, app = neighbours.portal.browser(who), neighbours.portal.app
    text = shown(browser, app, neighbours, kind=kind, role=role_of(who))
    for secret in neighbours.eleanor.secrets:
        assert secret not in text, secret


def test_the_lists_do_hold_what_is_ones_own(neighbours: Neighbours) -> None:
    portal = neighbours.portal
    desk = shown(portal.at_desk().browser, portal.app, neighbours, kind="desk")
    for secret in (
        *("CODE-ELEANOR", neighbours.eleanor.request, "Secret note of Eleanor"),
        *(neighbours.eleanor.claim, neighbours.ruth.claim, neighbours.eleanor.batch),
    ):
        assert secret in desk
    phone = shown(portal.browser(ELEANOR), portal.app, neighbours, kind="own.")
    for secret in (
        *(neighbours.eleanor.request, neighbours.eleanor.visit, "Eleanor Secret"),
        *(neighbours.eleanor.claim, neighbours.eleanor.receipt, "Secret toll of Eleanor"),
    ):
        assert secret in phone
    pays = portal.browser(portal.world.staff[Role.FINANCE].email)
    paid = shown(pays, portal.app, neighbours, kind="desk", role=Role.FINANCE)
    for secret in (neighbours.eleanor.claim, neighbours.eleanor.batch, "CODE-ELEANOR"):
        assert secret in paid


def test_a_membership_without_a_site_reaches_every_site_of_its_study_alone(
    neighbours: Neighbours,
) -> None:
    portal = neighbours.portal
    portal.join("monitor.all@example.org", Role.MONITOR, None)
    browser = portal.browser("monitor.all@example.org")
    rows = done(browser.get("/api/staff/participants"))["rows"]
    assert {row["code"] for row in rows} == {"CODE-ELEANOR", "CODE-RUTH", "CODE-SYLVIA"}
    other = portal.browser(OTHER_TEAM)
    assert done(other.get("/api/staff/participants"))["rows"] == []


def test_two_memberships_do_not_lend_each_other_their_permissions(neighbours: Neighbours) -> None:
    """Coordinator here and monitor there: she writes here and only reads there."""
    portal = neighbours.portal
    portal.join("coordinator.chicago@example.org", Role.MONITOR, portal.world.home)
    desk = portal.at_other_desk()
    eleanor, sylvia = neighbours.eleanor.participant.id, neighbours.sylvia.participant.id
    assert desk.participant(eleanor)["name"] == "Eleanor Secret"
    problem(desk.change(eleanor, name="Changed"), 404, "not_found")
    assert done(desk.change(sylvia, name="Changed"))["name"] == "Changed"


def test_a_care_partner_sees_the_schedule_and_answers_nothing(neighbours: Neighbours) -> None:
    phone = neighbours.portal.browser(PARTNER)
    eleanor = neighbours.eleanor
    assert done(phone.get("/api/me/today"))["next_visit"]["id"] == eleanor.visit
    problem(phone.put(f"/api/me/visits/{eleanor.visit}/confirmation"), 403, "not_allowed")


def test_a_care_partner_follows_and_sends_travel_claims_and_sees_no_check_in(
    neighbours: Neighbours,
) -> None:
    eleanor, phone = neighbours.eleanor, neighbours.portal.browser(PARTNER)
    partner = Traveller(neighbours.portal, phone=phone)
    [seen] = partner.claims()
    assert (seen["id"], seen["mine"], seen["by_care_partner"]) == (eleanor.claim, False, False)
    assert phone.get(f"/api/me/receipts/{eleanor.receipt}/picture").status_code == 200
    today = str(neighbours.portal.today)  # since she signed, no day before that is paid for
    sent = partner.claim([partner.line("tolls", 300, spent_on=today)])
    assert (sent["mine"], sent["by_care_partner"]) == (True, True)
    assert {claim["id"] for claim in Traveller(neighbours.portal, ELEANOR).claims()} == {
        eleanor.claim,
        sent["id"],
    }
    for path in ("/api/me/check-ins", "/api/me/check-ins/reports"):
        problem(phone.get(path), 403, "not_allowed")
    problem(phone.post("/api/me/check-ins/reports", eleanor.sent), 403, "not_allowed")


def test_who_is_both_staff_and_participant_sees_each_side_as_it_is(
    neighbours: Neighbours,
) -> None:
    portal, eleanor = neighbours.portal, neighbours.eleanor
    portal.join(RUTH, Role.ADMIN, None)
    both = portal.browser(RUTH)
    assert done(both.get("/api/session"))["home"] == "participant"
    problem(both.get(f"/api/me/visits/{eleanor.visit}"), 404, "not_found")
    problem(both.get("/api/staff/participants"), 403, "not_allowed")
    assert both.get("/api/staff/studies").status_code == 200


def test_a_visit_that_left_the_schedule_is_shown_to_nobody(neighbours: Neighbours) -> None:
    portal, eleanor = neighbours.portal, neighbours.eleanor
    desk, phone = portal.at_desk(), portal.browser(ELEANOR)
    gone = str(portal.visit_id(eleanor.participant, "month-6"))
    assert gone in phone.get("/api/me/schedule").get_data(as_text=True)
    done(desk.move(eleanor.participant.id, "withdrawn", reason="Moved away"))
    for path in ("today", "schedule"):
        assert gone not in phone.get(f"/api/me/{path}").get_data(as_text=True)
    for path in (f"visits/{gone}", f"visits/{gone}/calendar.ics"):
        problem(phone.get(f"/api/me/{path}"), 404, "not_found")
    problem(phone.put(f"/api/me/visits/{gone}/confirmation"), 404, "not_found")
    feed = portal.browser().get(f"/api/calendar/{eleanor.token}.ics").get_data(as_text=True)
    assert gone not in feed
    for path in (
        f"participants/{eleanor.participant.id}",
        "participants",
        "visits?page_size=200",
        "visits?state=to_book&page_size=200",
        "visits?state=late&page_size=200",
    ):
        answer = desk.browser.get(f"/api/staff/{path}")
        assert answer.status_code == 200
        assert gone not in answer.get_data(as_text=True), path
    problem(desk.browser.get(f"/api/staff/visits/{gone}"), 404, "not_found")
    problem(desk.book(gone, "2026-06-20", version=2), 404, "not_found")
    problem(desk.outcome(gone, "planned", version=2, reason="x"), 404, "not_found")
