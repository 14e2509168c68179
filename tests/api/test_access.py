"""Who may call what: every route is tried as everybody."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from api.access import Access, check_declared
from portal.accounts.roles import Role
from portal.audit.models import AuditEntry
from tests.accounts.test_roles import BY_HAND
from tests.support.neighbours import (
    ELEANOR,
    PARTNER,
    Neighbours,
)
from tests.support.portal import Portal
from tests.support.problems import problem
from tests.support.routes import OF_ANYBODY, ROUTES, SIGNS_OUT, calls, send


def entries(portal: Portal) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) or 0


def test_every_route_declares_its_access(small_portal: Portal) -> None:
    app = small_portal.app
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        assert isinstance(access, Access), rule


def test_an_application_with_a_route_that_declares_nothing_does_not_start() -> None:
    app = Flask("t", static_folder=None)
    app.add_url_rule("/api/forgotten", "forgotten", lambda: "")
    with pytest.raises(RuntimeError, match="/api/forgotten"):
        check_declared(app)


def test_the_table_by_hand_knows_every_route_and_no_other(small_portal: Portal) -> None:
    assert sorted(call.name for call in calls(small_portal.app)) == sorted(ROUTES)


def test_every_route_declares_what_the_table_by_hand_says(small_portal: Portal) -> None:
    app = small_portal.app
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/"):
            continue
        access: Any = app.view_functions[rule.endpoint].access  # type: ignore[attr-defined]
        said = access.may or access.kind.replace("_", " ")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert ROUTES[f"{method} {rule.rule}"] == said, rule


def test_nobody_gets_in_without_signing_in(small_neighbours: Neighbours) -> None:
    app = small_neighbours.portal.app
    before = entries(small_neighbours.portal)
    for call in calls(app):
        answer = send(small_neighbours.portal.browser(), app, call, small_neighbours.eleanor)
        if call.asks == "public":
            assert answer.status_code not in {401, 403}, call
        else:
            problem(answer, 401, "sign_in_needed")
    assert entries(small_neighbours.portal) == before


EMAILS = {
    Role.PARTICIPANT: ELEANOR,
    Role.CARE_PARTNER: PARTNER,
    **{
        role: f"{role}.miami@example.org"
        for role in Role
        if role not in BY_HAND or role in list(Role)[2:]
    },
}


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_as_far_as_the_table_of_permissions_says(
    small_neighbours: Neighbours, role: Role
) -> None:
    app = small_neighbours.portal.app
    browser = small_neighbours.portal.browser(EMAILS[role])
    for call in calls(app):
        answer = send(browser, app, call, small_neighbours.eleanor)
        allowed = call.asks in OF_ANYBODY or call.asks in BY_HAND[role]
        if allowed:
            assert answer.status_code not in {401, 403}, (call, answer.get_data(as_text=True))
        else:
            problem(answer, 403, "not_allowed")
        if call.name in SIGNS_OUT:
            small_neighbours.portal.clock.turn(minutes=2)
            small_neighbours.portal.sign_in(browser, EMAILS[role])
