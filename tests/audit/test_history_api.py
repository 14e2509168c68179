"""Whatever is written through the API leaves its entry: who, when, before, after, why."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from portal.accounts.models import DeviceSession, SignInTicket
from portal.accounts.roles import Role
from portal.audit.models import AuditEntry
from portal.schedule.models import CalendarFeed
from portal.study.models import StudyVersion
from tests.audit.scene import Scene
from tests.audit.writes import CASES, QUIET
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.routes import ROUTES


def test_every_writing_route_has_its_case() -> None:
    writing = {name for name in ROUTES if not name.startswith("GET")}
    assert writing | {"GET /api/me/calendar-feed"} == CASES.keys() | QUIET


@pytest.mark.parametrize("name", CASES)
def test_what_a_route_writes_is_in_the_history(small_portal: Portal, name: str) -> None:
    before_it, act, kind, action, before, after, reason = CASES[name]
    scene = Scene(small_portal)
    before_it(scene)
    now = small_portal.clock.now
    last = newest(small_portal)
    answer = act(scene)
    assert answer.status_code < 300, answer.get_data(as_text=True)
    with small_portal.database.session(reads_only=True) as session:
        new = session.scalars(
            sa.select(AuditEntry)
            .where(AuditEntry.id > last, AuditEntry.kind == kind, AuditEntry.action == action)
            .order_by(AuditEntry.id)
        ).all()
    (entry, *_) = new
    assert entry.at == now
    staff = "/staff/" in name
    assert entry.account_id is not None
    if staff:
        others = {"claims.pay": Role.FINANCE, "team.write": Role.ADMIN}
        role = others.get(ROUTES[name], Role.COORDINATOR)
        assert (entry.account_id, entry.actor) == (small_portal.world.staff[role].id, role.value)
    else:
        own = "care_partner" if "/places/" in name else "participant"
        assert entry.actor == ("sign-in" if name == "POST /api/sign-in" else own)
    for given, found in ((before, entry.before), (after, entry.after)):
        for key, value in (given or {}).items():
            assert found is not None
            assert found[key] == (now.isoformat() if value == "NOW" else value), key
    assert entry.reason == reason


def newest(portal: Portal) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.max(AuditEntry.id))) or 0


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in CASES
        if name not in {"POST /api/sign-in", "POST /api/join", "GET /api/me/calendar-feed"}
    ],
)
def test_a_refused_act_leaves_nothing(small_portal: Portal, name: str) -> None:
    """The same acts by somebody who is not signed in."""
    scene = Scene(small_portal)
    CASES[name][0](scene)
    for browser in scene.signed_in:
        browser.client.delete_cookie("portal")
    last = newest(small_portal)
    try:
        answer = CASES[name][1](scene)
    except AssertionError:
        pass  # already reading the version was refused
    else:
        assert answer.status_code == 401
    assert newest(small_portal) == last


def test_no_secret_is_ever_in_the_history(portal: Portal) -> None:
    scene = Scene(portal)
    scene.wished()
    feed = done(scene.phone.get("/api/me/calendar-feed"))["address"]
    scene.phone.post("/api/me/calendar-feed")
    cookie = scene.phone.client.get_cookie("portal")
    assert cookie is not None
    with portal.database.session(reads_only=True) as session:
        rows = session.execute(sa.select(sa.inspect(AuditEntry).local_table)).all()
        text = json.dumps([[str(value) for value in row] for row in rows])
        secrets = {
            cookie.value,
            feed.rpartition("/")[2][:43],
            portal.settings.secret_key,
            portal.mailer.last_code(),
            *session.scalars(sa.select(DeviceSession.token_hash)),
            *session.scalars(sa.select(CalendarFeed.token_hash)),
            *session.scalars(sa.select(SignInTicket.code_mac)),
            *(source[:200] for source in session.scalars(sa.select(StudyVersion.source))),
        }
    for secret in secrets:
        assert secret not in text


def test_the_history_at_the_desk_is_whole_newest_first_and_in_pages(portal: Portal) -> None:
    scene = Scene(portal)
    scene.wished()
    done(scene.desk.answer(scene.request, scene.visit, {"date": "2026-03-13", "time": "11:00"}))
    scene.desk.history(scene.participant.id)  # that she looks is in the history itself, once
    rows = scene.desk.history(scene.participant.id)
    ids = [row["id"] for row in rows]
    assert ids == sorted(ids, reverse=True)
    assert rows[0]["by"] == "Coordinator miami"
    assert rows[0]["actor"] == "coordinator"
    kinds = {"participant", "membership", "visit", "time_request", "record"}
    assert {row["kind"] for row in rows} == kinds
    with portal.database.session(reads_only=True) as session:
        count = session.scalar(
            sa.select(sa.func.count())
            .select_from(AuditEntry)
            .where(
                AuditEntry.participant_id == scene.participant.id, AuditEntry.site_id.is_not(None)
            )
        )
    assert len(rows) == count
    paged = []
    for page in range(1, 5):
        path = f"/api/staff/participants/{scene.participant.id}/history?page={page}&page_size=3"
        body = done(scene.desk.browser.get(path))
        assert body["total"] == count
        paged += [row["id"] for row in body["rows"]]
    assert paged == ids[:12]


def test_what_the_planner_did_is_in_the_history_with_each_visit(portal: Portal) -> None:
    scene = Scene(portal)
    planned = [
        row for row in scene.desk.history(scene.participant.id) if row["action"] == "planned"
    ]
    visits = [visit for row in planned for visit in row["after"]["visits"]]
    assert len(visits) == len(scene.desk.participant(scene.participant.id)["visits"])
    assert {"id", "visit_key", "occurrence", "window_start", "target", "window_end"} == set(
        visits[0]
    )


def test_a_monitor_reads_the_history_finance_does_not(portal: Portal) -> None:
    scene = Scene(portal)
    path = f"/api/staff/participants/{scene.participant.id}/history"
    assert portal.at_desk(Role.MONITOR).browser.get(path).status_code == 200
    assert portal.at_desk(Role.FINANCE).browser.get(path).status_code == 403
    assert portal.at_other_desk().browser.get(path).status_code == 404
