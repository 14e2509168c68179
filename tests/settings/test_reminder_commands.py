"""`portal worker` and `portal reminders`, as an operator types them."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from portal import migrations
from portal.accounts.people import account_of
from portal.audit.recorder import acting
from portal.db import Database
from portal.reminders.models import Notice, NoticeStatus, ReminderWishes
from portal.reminders.telling import tell
from portal.schedule.planning import visits_of
from portal.study.reminders.definition import About
from tests.settings.conftest import Command
from tests.settings.processes import PORTAL, clean_environment, free_port
from tests.support.world import TESTER, add_participant, make_world

ELEANOR = "eleanor@example.org"


class Box:
    """Keeps whom a real mail server took mail for."""

    def __init__(self) -> None:
        self.to: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.to += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    found, port = Box(), free_port()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    yield found, port
    controller.stop()


@pytest.fixture
def environment_of(box: tuple[Box, int], tmp_path: Path) -> dict[str, str]:
    return clean_environment(
        data_dir=str(tmp_path / "data"),
        secret_key="a key for tests only, long enough to pass",
        smtp_url=f"smtp://127.0.0.1:{box[1]}",
    )


@pytest.fixture
def database(environment_of: dict[str, str]) -> Iterator[Database]:
    """A portal with one participant, about whom something has just happened."""
    folder = Path(environment_of["PORTAL_DATA_DIR"])
    folder.mkdir()
    secret = "a key for tests only, long enough to pass"
    found = Database(f"sqlite:///{folder / 'portal.sqlite3'}", secret)
    migrations.upgrade(found.engine)
    now = datetime.now(UTC)
    with found.transaction() as session:
        world = make_world(session, now)
        dose = now.date() - timedelta(days=60)
        her = add_participant(
            session,
            world,
            now=now,
            email=ELEANOR,
            code="FH-1",
            consent=dose - timedelta(days=14),
            last_dose=dose,
        )
        account = account_of(session, ELEANOR)
        assert account is not None
        acting(session, TESTER, now)
        # Without quiet hours, so that it is due at whatever hour this runs.
        session.add(
            ReminderWishes(
                account_id=account.id, quiet_from="00:00", quiet_until="00:00", changed_at=now
            )
        )
        session.flush()
        study = world.catalog.get(session, her.study_id, her.study.version)
        tell(
            session,
            study,
            her,
            About.VISIT_CHANGE,
            subject=visits_of(session, her)[0].id,
            occurrence="1",
            page="/schedule",
            now=now,
        )
    yield found
    found.dispose()


def status(database: Database) -> NoticeStatus:
    with database.session(reads_only=True) as session:
        person = account_of(session, ELEANOR)
        assert person is not None
        notice = session.query(Notice).filter_by(about=About.VISIT_CHANGE).one()
        return notice.status


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PORTAL, *words], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.usefixtures("database")
def test_once_sends_what_is_due_and_stops(
    environment_of: dict[str, str], box: tuple[Box, int]
) -> None:
    first = run(environment_of, "reminders", "run-once")
    assert (first.returncode, first.stderr.count("Traceback")) == (0, 0)
    assert ELEANOR in box[0].to
    sent = len(box[0].to)
    assert "0 tries made." in run(environment_of, "reminders", "run-once").stdout
    assert len(box[0].to) == sent


def test_a_worker_sends_beside_and_stops_when_told(
    environment_of: dict[str, str], database: Database, box: tuple[Box, int], tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        process = subprocess.Popen([PORTAL, "worker"], env=environment_of, stdout=out, stderr=out)
    try:
        until = time.monotonic() + 60
        while status(database) is not NoticeStatus.SENT and time.monotonic() < until:
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
        assert status(database) is NoticeStatus.SENT
        assert ELEANOR in box[0].to
    finally:
        process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0, log.read_text()
    assert "Traceback" not in log.read_text()
    assert ELEANOR not in log.read_text()


@pytest.mark.usefixtures("database")
def test_a_preview_lists_what_will_go_out(
    environment_of: dict[str, str],
    environment: pytest.MonkeyPatch,
    portal_command: Command,
) -> None:
    for name, value in environment_of.items():
        if name.startswith("PORTAL_"):
            environment.setenv(name, value)
    said = portal_command("reminders", "preview", "--for", "FH-1", "--days", "60")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines
    assert all("check_in" in line or "visit" in line or "consent" in line for line in lines)
    assert "push, mail" in lines[0]
    assert portal_command("reminders", "preview", "--for", "Nobody").code == 1
