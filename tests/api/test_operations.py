"""What those who run the portal ask it: alive, ready, figures; and the line it logs a request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
import structlog
from structlog.testing import capture_logs

from portal import logs, migrations
from portal.db import Database
from tests.support.portal import Portal
from tests.support.problems import done, problem

ELEANOR = "eleanor@example.org"


def test_a_running_portal_is_alive_and_ready(portal: Portal) -> None:
    browser = portal.browser()
    assert done(browser.get("/healthz")) == {"status": "alive"}
    assert done(browser.get("/readyz")) == {"status": "ready"}


def test_without_its_migrations_the_portal_is_alive_but_not_ready(portal: Portal) -> None:
    migrations.downgrade(portal.database.engine, "base")
    browser = portal.browser()
    assert browser.get("/healthz").status_code == 200
    assert "portal migrate" in done(browser.get("/readyz"), 503)["why"]


@pytest.fixture
def unreachable(start_portal: Callable[..., Portal]) -> Iterator[Portal]:
    portal = start_portal()
    parts = portal.app.extensions["portal"]
    dead = Database("postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=2")
    portal.app.extensions["portal"] = replace(parts, database=dead)
    yield portal
    dead.dispose()


def test_a_database_that_cannot_be_reached_is_told_as_such(unreachable: Portal) -> None:
    browser = unreachable.browser()
    assert browser.get("/healthz").status_code == 200
    assert "database" in done(browser.get("/readyz"), 503)["why"]
    answer = browser.post("/api/sign-in/code", {"email": ELEANOR})
    body = problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert "127.0.0.1" not in json.dumps(body)


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("203.0.113.5", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.5"}, 404),
        ("203.0.113.5", {"Authorization": "Bearer x"}, 404),
    ],
)
def test_the_figures_are_for_this_machine_alone(
    small_portal: Portal, address: str, headers: dict[str, str], status: int
) -> None:
    browser = small_portal.browser()
    answer = browser.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer a-long-token", 200),
        ("Bearer another", 404),
        ("Bearer ", 404),
        ("", 404),
        ("Bearer \u00e9\u00e9", 404),
    ],
)
def test_with_a_token_the_figures_are_for_who_has_it(
    start_portal: Callable[..., Portal], given: str, status: int
) -> None:
    portal = start_portal(metrics_token="a-long-token")
    headers = {"Authorization": given} if given else {}
    for address in ("127.0.0.1", "203.0.113.5"):
        answer = portal.browser().get(
            "/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}
        )
        assert answer.status_code == status


def test_the_figures_count_requests_by_route_and_hold_no_id(small_portal: Portal) -> None:
    participant = small_portal.enrol(email=ELEANOR)
    desk = small_portal.at_desk()
    desk.participant(participant.id)
    small_portal.app.test_client().post("/api/sign-out")
    text = desk.browser.get("/metrics").get_data(as_text=True)
    route = "/api/staff/participants/<uuid:participant_id>"
    assert f'portal_requests_total{{method="GET",route="{route}",status="200"}} 1.0' in text
    assert 'route="/api/sign-out",status="403"' in text
    assert str(participant.id) not in text
    assert ELEANOR not in text


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured


def test_each_request_is_one_line_without_anything_personal(
    small_portal: Portal, lines: list[Any]
) -> None:
    participant = small_portal.enrol(email=ELEANOR)
    desk = small_portal.at_desk()
    token = done(small_portal.browser(ELEANOR).get("/api/me/calendar-feed"))["address"]
    lines.clear()
    desk.participant(participant.id)
    answer = desk.change(participant.id, version=1, name="Somebody Else", reason="Typing error")
    path = token.partition("/api/")[2]
    desk.browser.get(f"/api/{path}")
    desk.browser.get("/api/calendar/" + "x" * 43 + ".ics")
    desk.browser.get("/api/people/eleanor-whitfield")
    text = json.dumps(lines) + desk.browser.get("/metrics").get_data(as_text=True)
    assert [line["event"] for line in lines] == ["request"] * 6
    assert lines[1]["id"] == answer.headers["X-Request-Id"]
    for personal in (
        str(participant.id),
        participant.name,
        participant.code,
        ELEANOR,
        path.rpartition("/")[2].removesuffix(".ics"),
        "Typing error",
        "coordinator",
        "127.0.0.1",
        "x" * 43,
        "eleanor-whitfield",
    ):
        assert personal not in text, personal


def test_a_mistake_in_the_program_is_told_without_detail_and_logged_without_words(
    small_portal: Portal, lines: list[Any]
) -> None:
    app = small_portal.app

    def broken() -> None:
        raise KeyError("Eleanor Whitfield")

    broken.access = app.view_functions["healthz"].access  # type: ignore[attr-defined]
    app.view_functions["healthz"] = broken  # type: ignore[assignment]
    body = problem(small_portal.browser().get("/healthz"), 500, "failed")
    assert "Eleanor" not in json.dumps(body)
    (line,) = [line for line in lines if line["event"] == "bug"]
    assert line["error"] == "KeyError"
    shown = logs._place_of_error(None, "error", dict(line))
    assert "Eleanor" not in json.dumps(shown)
    assert any(place.startswith("test_operations.py:") for place in shown["at"])


def test_logs_are_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        logs.configure("INFO")
        structlog.get_logger("t").info("request", status=200)
        structlog.get_logger("t").debug("not shown")
    finally:
        structlog.configure(**before)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert told.pop("timestamp").endswith("Z")
    assert told == {"status": 200, "event": "request", "level": "info"}


def test_a_statement_that_times_out_for_a_lock_is_unavailable_not_a_bug(
    small_portal: Portal,
) -> None:
    """Another process holds the write lock of the embedded database for too long."""
    engine = small_portal.database.engine
    blocker = Database(engine.url)

    def impatient(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    sa.event.listen(engine, "connect", impatient)
    engine.dispose()  # so that the next connection is an impatient one
    with blocker.session() as session:
        session.execute(sa.text("SELECT 1"))  # BEGIN IMMEDIATE: the lock is taken
        answer = small_portal.browser().post("/api/sign-in/code", {"email": ELEANOR})
        problem(answer, 503, "unavailable")
    blocker.dispose()
    done(small_portal.browser().post("/api/sign-in/code", {"email": ELEANOR}), 202)
