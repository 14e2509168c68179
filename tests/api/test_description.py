"""The API does what its own description says, whatever is sent: no failure, no surprise.

Requests are made from /api/openapi.json by schemathesis, as a participant, as a coordinator and
as nobody; what is paid is also tried as finance. Half of them name things that exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.accounts.roles import Role
from portal.claims.models import Claim
from portal.claims.payment_models import Payment
from portal.db import Base
from portal.participants.models import Participant
from portal.schedule.models import Visit
from tests.support.claims import Reviewer, Traveller
from tests.support.databases import copied
from tests.support.portal import Filled, Portal, start
from tests.support.problems import done
from tests.support.routes import ROUTES, SIGNS_OUT

ELEANOR = "eleanor@example.org"
SIGNED_IN = {
    "nobody": "",
    "participant": ELEANOR,
    "coordinator": "coordinator.miami@example.org",
}
FINANCE = {"finance": "finance.miami@example.org"}
EXAMPLES = 40
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


@pytest.fixture(scope="module")
def portal(
    request: pytest.FixtureRequest,
    sqlite_world: Filled,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("described")
    with copied("sqlite", sqlite_world.template, request, folder) as database:
        yield start(database, folder, sqlite_world.world)


@pytest.fixture(scope="module")
def known(portal: Portal) -> dict[str, str]:
    """What exists: a participant with a booked visit, a request about it, a feed and claims."""
    participant = portal.enrol(email=ELEANOR)
    visit, request = str(portal.visit_id(participant, "month-3")), str(uuid4())
    done(portal.at_desk().book(visit, portal.today + timedelta(days=10)))
    phone = portal.browser(ELEANOR)
    body = {"proposals": [{"date": str(portal.today), "part": "morning"}]}
    done(phone.put(f"/api/me/visits/{visit}/time-requests/{request}", body), 201)
    token = done(phone.get("/api/me/calendar-feed"))["address"].rpartition("/")[2]
    return {
        "participant_id": str(participant.id),
        "visit_id": visit,
        "request_id": request,
        "token": token.removesuffix(".ics"),
        "key": "last_dose",
        **money_asked_back(portal, participant),
    }


def money_asked_back(portal: Portal, participant: Participant) -> dict[str, str]:
    """A claim with a receipt that waits, and another one in a batch."""
    done(portal.at_desk().outcome(portal.visit_id(participant, "week_6"), "done"))
    her, paid = Traveller(portal, ELEANOR), Reviewer(portal, Role.FINANCE)
    receipt, sent = her.receipt(), her.claim([her.line("time")])["id"]
    done(Reviewer(portal).decide(sent))
    batch = done(paid.batch(sent))
    waits = her.claim([her.parking(receipts=[receipt])])
    return {
        "travelled": her.visit,
        "claim_id": waits["id"],
        "receipt_id": receipt,
        "batch_id": batch["id"],
        "payment_id": batch["rows"][0]["id"],
    }


@pytest.fixture(scope="module")
def cookies(portal: Portal, known: dict[str, str]) -> dict[str, dict[str, str]]:
    """The cookie of each of them."""
    found: dict[str, dict[str, str]] = {}
    for role, email in (SIGNED_IN | FINANCE).items():
        cookie = portal.browser(email).client.get_cookie("portal")
        found[role] = {"portal": cookie.value} if cookie else {}
    return found


@pytest.fixture(scope="module")
def description(portal: Portal) -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", portal.app)


def about_what_exists(case: Any, known: dict[str, str], portal: Portal) -> None:
    """Let half of the cases name what exists, carry its version, and mean a day near today."""
    given = case.path_parameters or {}
    for name, value in given.items():
        if name in known and _even(str(value)):
            given[name] = known[name]
    body = case.body
    if not isinstance(body, dict):
        return
    if isinstance(body.get("version"), int):
        body["version"] = _version(given, known, portal)
    _mean_what_exists(body, known, portal)
    proposals = body.get("proposals")
    for part in (body, *(proposals if isinstance(proposals, list) else [])):
        if isinstance(part, dict) and _is_text(part.get("date")):
            part["date"] = _nearer(part["date"], portal.today)


def _mean_what_exists(body: dict[str, Any], known: dict[str, str], portal: Portal) -> None:
    meant = {
        "site_id": str(portal.world.home.id),
        "visit_id": known["travelled"],
        "currency": "USD",
    }
    for name in meant.keys() & body.keys():
        if _is_text(body[name]) and _even(body[name]):
            body[name] = meant[name]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


VERSIONED: dict[str, type[Base]] = {
    "participant_id": Participant,
    "visit_id": Visit,
    "claim_id": Claim,
    "payment_id": Payment,
}


def _version(given: dict[str, Any], known: dict[str, str], portal: Portal) -> int:
    named = next((name for name in VERSIONED if name in given), "visit_id")
    table = sa.inspect(VERSIONED[named]).local_table
    wanted = UUID(known[named])
    with portal.database.engine.connect() as connection:
        query = sa.select(table.c.version).where(table.c.id == wanted)
        return int(connection.execute(query).scalar_one())


def _nearer(text: str, today: date) -> str:
    """A day from ten days ago to forty ahead instead of that one, if it is one."""
    try:
        days = date.fromisoformat(text).toordinal() % 51 - 10
    except ValueError:
        return text
    return str(today + timedelta(days=days))


def _even(value: str) -> bool:
    try:
        return UUID(value).int % 2 == 0
    except ValueError:
        return len(value) % 2 == 0


@pytest.mark.parametrize("name", [name for name in ROUTES if "openapi" not in name])
def test_the_api_does_what_it_says(
    portal: Portal,
    description: Any,
    known: dict[str, str],
    cookies: dict[str, dict[str, str]],
    name: str,
) -> None:
    method, rule = name.split()
    operation = description[re.sub(r"<[^>]*:(\w+)>", r"{\1}", rule)][method]
    roles = ["nobody"] if name in SIGNS_OUT else list(SIGNED_IN)
    roles += list(FINANCE) if ROUTES[name] == "claims.pay" else []

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(case=st.one_of([operation.as_strategy(generation_mode=mode) for mode in MODES]))
    def walk(case: Any) -> None:
        about_what_exists(case, known, portal)
        for role in roles:
            response = case.call(headers={"X-Portal-Request": "1"}, cookies=cookies[role])
            case.validate_response(response, checks=CHECKS)

    walk()


def test_every_route_is_described(description: Any) -> None:
    described = {
        f"{operation.method.upper()} {operation.path}"
        for operation in (result.ok() for result in description.get_all_operations())
    }
    routes = {re.sub(r"<[^>]*:(\w+)>", r"{\1}", name) for name in ROUTES}
    assert described == routes - {"GET /api/openapi.json"}


def test_every_operation_says_in_a_sentence_what_it_does_and_what_it_answers(
    portal: Portal,
) -> None:
    paths = done(portal.browser().get("/api/openapi.json"))["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            if method == "parameters":
                continue
            assert operation.get("summary"), f"{method} {path} has no summary"
            answers = operation["responses"]
            assert "default" in answers, f"{method} {path} does not describe its errors"
            assert any(code[:1] in {"2", "3"} for code in answers)
