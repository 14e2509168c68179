"""`portal serve` and `portal demo` as real processes, the way an operator starts and stops them."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from portal import migrations
from portal.accounts import people
from portal.audit.recorder import acting
from portal.db import Database
from portal.schedule.models import Visit
from tests.postgres.cluster import Cluster, drop_database, fresh_database
from tests.settings.conftest import Command
from tests.settings.processes import PORTAL, Running, clean_environment, free_port, running
from tests.support.fakes import START
from tests.support.world import TESTER, enrolled, make_world

ELEANOR = "eleanor@example.org"


def test_the_server_refuses_to_start_without_secrets_and_says_what_to_set(tmp_path: Path) -> None:
    environment = clean_environment(data_dir=str(tmp_path))
    ended = subprocess.run(
        [PORTAL, "serve"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert "PORTAL_SECRET_KEY must be set" in ended.stderr
    assert "PORTAL_SMTP_URL must name a mail server" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("demo")
    with running("demo", folder, data_dir=str(folder / "data")) as server:
        yield server


def test_the_demo_needs_no_setting_and_says_where_it_is(demo: Running) -> None:
    said = demo.said()
    assert f"The portal runs at http://127.0.0.1:{demo.port} " in said
    assert f"Sample data: {demo.log.parent / 'data'}" in said


def test_the_demo_is_alive_ready_and_describes_itself(demo: Running) -> None:
    assert demo.get("/healthz").json == {"status": "alive"}
    assert demo.get("/readyz").json == {"status": "ready"}
    described = demo.get("/api/openapi.json").json
    assert described["openapi"].startswith("3.")
    assert "/api/demo/sign-in" in described["paths"]


def test_the_figures_are_for_this_machine_not_for_who_comes_through_a_proxy(demo: Running) -> None:
    assert b"portal_requests_total" in demo.get("/metrics").body
    assert demo.get("/metrics", **{"X-Forwarded-For": "203.0.113.5"}).status == 404


def test_one_enters_the_demo_as_one_of_its_people(demo: Running) -> None:
    listed = demo.get("/api/demo/people").json["people"]
    assert len(listed) == 20
    for person in listed:
        demo.cookie = ""
        entered = demo.post("/api/demo/sign-in", {"email": person["email"]}).json
        assert entered["account"]["name"] == person["name"]
        assert entered["roles"] == person["roles"]
        assert entered["demo"] is True
    demo.cookie = ""
    assert demo.post("/api/demo/sign-in", {"email": "stranger@example.org"}).status == 422


def test_a_connection_that_was_idle_for_some_seconds_is_used_again(demo: Running) -> None:
    phone = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=10)
    with contextlib.closing(phone):
        for pause in (0, 4):
            time.sleep(pause)
            phone.request("GET", "/healthz")
            used = phone.sock
            assert json.loads(phone.getresponse().read()) == {"status": "alive"}
            assert phone.sock is used is not None


def test_the_demo_shows_the_mails_that_it_does_not_send(demo: Running) -> None:
    demo.cookie = ""
    ticket = demo.post("/api/sign-in/code", {"email": ELEANOR}).json["ticket"]
    mails = demo.get("/api/demo/mail").json["mails"]
    hers = [mail["text"] for mail in mails if mail["to"] == ELEANOR]
    # The newest with a code in it: a notice to her may have come after it.
    code = next(found for text in hers if (found := re.search(r"\d{4} \d{4}", text)))
    entered = demo.post("/api/sign-in", {"ticket": ticket, "code": code[0]})
    assert entered.json["account"]["email"] == ELEANOR


def test_the_demo_keeps_its_data_and_sessions_between_starts_until_it_is_reset(
    tmp_path: Path, portal_command: Command
) -> None:
    data = tmp_path / "data"
    assert portal_command("demo", "--reset-only").code == 0
    with running("demo", tmp_path, data_dir=str(data)) as server:
        server.post("/api/demo/sign-in", {"email": ELEANOR})
        visit = server.get("/api/me/today").json["next_visit"]
        assert visit["confirmed"] is False
        path = f"/api/me/visits/{visit['id']}/confirmation"
        assert server.call("PUT", path, {}).json["confirmed"] is True
        cookie = server.cookie
    assert confirmed(data, visit["id"])
    with running("demo", tmp_path, data_dir=str(data)) as server:
        server.cookie = cookie
        assert server.get("/api/me/today").json["next_visit"]["confirmed"] is True
        assert "Filling" not in server.said()
    said = portal_command("demo", "--reset-only")
    assert said.code == 0
    assert "Filling" in said.out
    assert "The portal runs" not in said.out
    assert not any(confirmed(data, None).values())


def confirmed(data: Path, visit_id: str | None) -> Any:
    """Whether that visit is confirmed, or all of them by id."""
    database = Database(f"sqlite:///{data / 'portal.sqlite3'}")
    with database.session(reads_only=True) as session:
        found = {str(visit.id): bool(visit.confirmed_at) for visit in session.query(Visit)}
    database.dispose()
    return found if visit_id is None else found[visit_id]


@pytest.mark.parametrize("option", [(), ("--reset",), ("--reset-only",)])
def test_the_demo_leaves_a_folder_alone_that_is_not_its_own(
    portal_command: Command, tmp_path: Path, option: tuple[str, ...]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "portal.sqlite3").write_text("years of work")
    said = portal_command("demo", *option)
    assert said.code == 2
    assert str(data) in said.err
    assert {path.name: path.read_text() for path in data.iterdir()} == {
        "portal.sqlite3": "years of work"
    }


@pytest.mark.parametrize("words", [("demo", "--reset-only"), ("serve",)])
def test_the_demo_refuses_a_database_that_is_not_its_own(
    portal_command: Command,
    environment: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    """Anyone may enter a demo as anyone: it must never open real people's records."""
    secret = "a key for tests only, long enough to pass"
    real = Database(f"sqlite:///{tmp_path / 'real.sqlite3'}", secret)
    migrations.upgrade(real.engine)
    with real.transaction() as session:
        acting(session, TESTER, START)
        people.account(session, email="real@hospital.org", name="R", language="en", now=START)
    real.dispose()
    before = (tmp_path / "real.sqlite3").read_bytes()
    environment.setenv("PORTAL_DATABASE_URL", f"sqlite:///{tmp_path / 'real.sqlite3'}")
    environment.setenv("PORTAL_DEMO", "1")
    environment.setenv("PORTAL_SECRET_KEY", secret)
    said = portal_command(*words)
    assert said.code == 2
    assert "PORTAL_DATABASE_URL" in said.err
    assert (tmp_path / "real.sqlite3").read_bytes() == before


class Inbox:
    """Keeps what a mail server is given."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self.text = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.text = envelope.content.decode()
        self.arrived.set()
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@pytest.mark.postgres
def test_a_real_server_with_two_processes_signs_in_by_mail_and_has_no_demo(
    tmp_path: Path, cluster: Cluster, postgres_template: str, inbox: tuple[Inbox, str]
) -> None:
    mails, smtp_url = inbox
    url = fresh_database(cluster, template=postgres_template)
    secret = "a key for tests only, long enough to pass"
    database = Database(url, secret)
    with database.transaction() as session:
        eleanor = enrolled(session, make_world(session, START), now=START).email
    database.dispose()
    settings = {
        "database_url": url,
        "secret_key": secret,
        "smtp_url": smtp_url,
        "metrics_token": "a-long-token",
        "server_processes": "2",
    }
    with running("serve", tmp_path, **settings) as server:
        assert server.get("/readyz").json == {"status": "ready"}
        assert server.get("/api/session").json["demo"] is False
        for path in ("people", "mail"):
            assert server.get(f"/api/demo/{path}").status == 404
        assert server.post("/api/demo/sign-in", {"email": eleanor}).status in {404, 405}
        assert server.get("/metrics").status == 404
        allowed = server.get("/metrics", Authorization="Bearer a-long-token")
        assert b"portal_requests_total" in allowed.body
        ticket = server.post("/api/sign-in/code", {"email": eleanor}).json["ticket"]
        assert mails.arrived.wait(timeout=20)
        code = re.search(r"\d{4} \d{4}", mails.text)
        assert code
        entered = server.post("/api/sign-in", {"ticket": ticket, "code": code[0]})
        assert (entered.status, entered.headers["Set-Cookie"] is not None) == (200, True)
        for _ in range(6):  # whichever of the two processes answers
            assert server.get("/api/session").json["account"]["email"] == eleanor
        said = server.said()
    for secret in (eleanor, code[0].replace(" ", ""), settings["secret_key"], "a-long-token"):
        assert secret not in said
    drop_database(cluster, url)
