"""Adding a participant at the desk."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.models import Account
from portal.participants.models import Participant
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once
from tests.support.web import Browser

ADD = "/api/staff/participants"


def body(portal: Portal, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "site_id": str(portal.world.home.id),
        "code": "FH-101",
        "name": "Eleanor Whitfield",
        "email": "eleanor@example.org",
        "phone": "+1 (305) 555-0141",
        "language": "es",
    } | more


def count(portal: Portal, table: type[Any]) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_new_participant_is_invited_and_has_no_visits_yet(portal: Portal) -> None:
    wanted = body(portal)
    shown = done(portal.at_desk().browser.post(ADD, wanted), 201)
    assert shown["id"] == wanted["id"]
    assert (shown["status"], shown["visits"], shown["phase"]) == ("invited", [], None)
    assert shown["phone"] == "+13055550141"
    assert [anchor["date"] for anchor in shown["anchors"]] == [None, None]
    assert [flag["set"] for flag in shown["all_flags"]] == [False]
    assert shown["allowed_statuses"] == ["screening", "withdrawn"]
    assert shown["version"] == 1


def test_she_has_no_account_until_she_joins(portal: Portal) -> None:
    before = count(portal, Account)
    shown = done(portal.at_desk().browser.post(ADD, body(portal, email="  Ana@Example.ORG ")), 201)
    assert (shown["joined"], shown["email"]) == (False, "ana@example.org")
    assert count(portal, Account) == before


@pytest.mark.parametrize("nothing", ["", "  "])
def test_she_may_have_no_address_that_the_team_knows(portal: Portal, nothing: str) -> None:
    wanted = body(portal, email=nothing)
    desk = portal.at_desk()
    shown = done(desk.browser.post(ADD, wanted), 201)
    assert shown["email"] == ""
    assert done(desk.browser.post(ADD, wanted), 201) == shown


def test_the_same_twice_is_one_participant(portal: Portal) -> None:
    desk, wanted = portal.at_desk(), body(portal)
    first = done(desk.browser.post(ADD, wanted), 201)
    assert done(desk.browser.post(ADD, wanted), 201) == first
    assert count(portal, Participant) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Somebody Else"},
        {"code": "FH-102"},
        {"email": "other@example.org"},
        {"phone": None},
        {"language": "en"},
    ],
)
def test_the_same_id_with_another_body_is_refused_and_changes_nothing(
    small_portal: Portal, change: dict[str, Any]
) -> None:
    desk, wanted = small_portal.at_desk(), body(small_portal)
    first = done(desk.browser.post(ADD, wanted), 201)
    told = problem(desk.browser.post(ADD, wanted | change), 409, "id_in_use")
    assert fields_of(told) == ["id"]
    assert desk.participant(first["id"]) == first


def test_a_number_that_is_taken_in_the_study_is_named(portal: Portal) -> None:
    portal.enrol(code="FH-101", site=portal.world.away)
    told = problem(portal.at_desk().browser.post(ADD, body(portal)), 409, "code_in_use")
    assert fields_of(told) == ["code"]
    assert "FH-101" in told["detail"]
    assert count(portal, Participant) == 1


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"site_id": str(uuid4())}, 422, "unknown_site", "site_id"),
        ({"language": "de"}, 422, "invalid", "language"),
        ({"id": "not-an-id"}, 422, "invalid", "id"),
        ({"code": ""}, 422, "invalid", "code"),
        ({"email": "nobody"}, 422, "invalid", "email"),
        ({"status": "enrolled"}, 422, "invalid", "status"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_added(
    small_portal: Portal, change: dict[str, Any], status: int, code: str, field: str
) -> None:
    answer = small_portal.at_desk().browser.post(ADD, body(small_portal, **change))
    assert fields_of(problem(answer, status, code)) == [field]
    assert count(small_portal, Participant) == 0


def at_the_same_moment(portal: Portal, bodies: list[dict[str, Any]]) -> list[int]:
    coordinator = portal.at_desk().browser
    cookie = coordinator.client.get_cookie("portal")
    assert cookie is not None
    browsers = [Browser(portal.app) for _ in bodies]
    for browser in browsers:
        browser.client.set_cookie("portal", cookie.value)
    answers = at_once(
        [lambda b=b, w=w: b.post(ADD, w) for b, w in zip(browsers, bodies, strict=True)]  # type: ignore[misc]
    )
    return sorted(answer.status_code for answer in answers)


def test_the_same_sent_many_times_at_once_is_one_participant(portal: Portal) -> None:
    assert at_the_same_moment(portal, [body(portal, id=str(uuid4()))] * 8) == [201] * 8
    assert count(portal, Participant) == 1


def test_of_many_with_the_same_number_at_once_one_is_added(portal: Portal) -> None:
    bodies = [body(portal, email=f"p{number}@example.org") for number in range(8)]
    assert at_the_same_moment(portal, bodies) == [201] + [409] * 7
    assert count(portal, Participant) == 1
