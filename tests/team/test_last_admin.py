"""A team always keeps an admin who can come in, also when two act at once."""

from __future__ import annotations

from functools import partial

import pytest

from portal.accounts.roles import Role
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.team import ADMIN, Administrator
from tests.support.together import at_once

OTHER = "second@example.org"


@pytest.fixture
def admin(portal: Portal) -> Administrator:
    return Administrator(portal)


def test_the_last_admin_of_the_study_stays(portal: Portal, admin: Administrator) -> None:
    told = problem(admin.try_end(ADMIN, "admin"), 422, "last_admin")
    assert "another" in told["detail"] or "somebody else" in told["detail"]
    portal.join(OTHER, Role.ADMIN, None)
    done(admin.try_end(ADMIN, "admin"))
    problem(admin.browser.get("/api/staff/team"), 401, "sign_in_needed")


def test_the_admin_of_a_site_may_go_while_the_study_has_one(admin: Administrator) -> None:
    done(admin.try_end("admin.miami@example.org", "admin"))


def test_an_admin_of_a_site_is_none_for_the_study(admin: Administrator) -> None:
    local = Administrator(admin.portal, "admin.miami@example.org", joins=False)
    done(local.browser.get("/api/staff/team"))
    problem(admin.try_end(ADMIN, "admin"), 422, "last_admin")


def test_nobody_resets_herself(admin: Administrator) -> None:
    problem(admin.try_reset(ADMIN), 422, "own_reset")


def test_an_admin_who_waits_for_a_way_in_does_not_count(
    portal: Portal, admin: Administrator
) -> None:
    portal.join(OTHER, Role.ADMIN, None)
    done(admin.try_reset(OTHER), 201)
    problem(admin.try_end(ADMIN, "admin"), 422, "last_admin")


@pytest.mark.parametrize("what", ["end", "reset"])
def test_of_two_admins_who_put_each_other_out_at_once_one_stays(portal: Portal, what: str) -> None:
    one, two = Administrator(portal), Administrator(portal, OTHER)
    acts = []
    for who, whom in ((one, OTHER), (two, ADMIN)):
        person = who.person(whom)
        [role] = person["roles"]
        body = {"reason": "Left", "step_up": who.confirmed()}
        path = f"/api/staff/team/{person['id']}/roles/{role['id']}/end"
        if what == "reset":
            path = f"/api/staff/team/{person['id']}/reset"
            body["id"] = role["id"]
        acts.append((who.browser, path, body))
    answers = at_once([partial(who.post, path, body) for who, path, body in acts])
    assert sum(answer.status_code < 300 for answer in answers) == 1
    still = [who for who in (one, two) if who.browser.get("/api/staff/team").status_code == 200]
    assert len(still) == 1
