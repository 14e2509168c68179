"""The history of a site, narrowed and taken away as a table: what a monitor reads."""

from __future__ import annotations

import csv
import io
import json
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.audit.kinds import known
from portal.audit.models import AuditEntry, AuditLink
from portal.audit.openings import OPENED
from tests.audit.scene import Scene
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.web import Browser

HISTORY = "/api/staff/history"


def rows(browser: Browser, query: str = "") -> list[dict]:
    return done(browser.get(f"{HISTORY}?page_size=200{query}"))["rows"]


def taken(browser: Browser, query: str = "") -> list[dict[str, str]]:
    answer = browser.get(f"{HISTORY}.csv?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=history.csv"
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def test_a_monitor_reads_all_that_happened_at_her_site_newest_first(portal: Portal) -> None:
    scene = Scene(portal)
    scene.wished()
    monitor = portal.at_desk(Role.MONITOR).browser
    found = rows(monitor)
    ids = [row["id"] for row in found]
    assert ids == sorted(ids, reverse=True)
    assert {row["site_id"] for row in found} == {str(portal.world.home.id)}
    with portal.database.session(reads_only=True) as session:
        places = dict(session.execute(sa.select(AuditLink.entry_id, AuditLink.number)).all())
        count = session.scalar(
            sa.select(sa.func.count())
            .select_from(AuditEntry)
            .where(AuditEntry.site_id == portal.world.home.id, AuditEntry.id <= ids[0])
        )
    assert len(found) == count
    assert [row["number"] for row in found] == [places[row["id"]] for row in found]
    hers = [row for row in found if row["participant_id"] == str(scene.participant.id)]
    assert {row["participant"] for row in hers} == {scene.participant.code}
    assert {"participant", "visit", "time_request"} <= {row["kind"] for row in hers}


def test_the_records_of_which_it_shows_something_count_as_opened(portal: Portal) -> None:
    first, second = portal.enrol(), portal.add()
    monitor = portal.at_desk(Role.MONITOR).browser
    rows(monitor, f"&participant={first.id}")
    assert opened(portal) == {first.id}
    rows(monitor)
    assert opened(portal) == {first.id, second.id}


def opened(portal: Portal) -> set:
    with portal.database.session(reads_only=True) as session:
        found = sa.select(AuditEntry.participant_id).where(AuditEntry.action == OPENED)
        return set(session.scalars(found))


def test_pages_stay_as_they_were_while_one_reads_on(small_portal: Portal) -> None:
    small_portal.enrol()
    monitor = small_portal.at_desk(Role.MONITOR).browser
    first = done(monitor.get(f"{HISTORY}?page_size=3"))
    small_portal.add()
    newest = first["rows"][0]["id"]
    pages = [
        done(monitor.get(f"{HISTORY}?page_size=3&up_to={newest}&page={page}")) for page in (1, 2)
    ]
    assert pages[0]["rows"] == first["rows"]
    assert pages[1]["total"] == first["total"]
    assert max(row["id"] for row in pages[1]["rows"]) < min(row["id"] for row in first["rows"])


def test_it_is_narrowed_to_a_person_a_side_a_kind_and_an_action(portal: Portal) -> None:
    scene = Scene(portal)
    scene.wished()
    desk = portal.at_desk(Role.MONITOR).browser
    coordinator = portal.world.staff[Role.COORDINATOR]
    everything = rows(desk)  # and now it is noted that she read
    cases = {
        f"&by={coordinator.id}": lambda row: row["by"] == "Coordinator miami",
        "&side=team": lambda row: row["actor"] in {"coordinator", "monitor"},
        "&side=own": lambda row: row["actor"] in {"participant", "sign-in"},
        "&side=portal": lambda row: row["actor"].startswith("portal"),
        "&kind=time_request": lambda row: row["kind"] == "time_request",
        "&action=added&kind=visit": lambda row: (row["action"], row["kind"]) == ("added", "visit"),
        f"&participant={scene.participant.id}": lambda row: (
            row["participant"] == scene.participant.code
        ),
        f"&site={portal.world.home.id}": lambda row: True,
    }
    newest = everything[0]["id"]
    for query, fits in cases.items():
        found = rows(desk, f"{query}&up_to={newest}")
        assert found == [row for row in everything if fits(row)], query


def test_days_count_from_midnight_to_midnight_at_the_site(small_portal: Portal) -> None:
    """Miami is four hours behind UTC in March: three in the morning in UTC is the evening before."""
    small_portal.clock.turn(days=1)
    now = small_portal.clock.now.replace(hour=3, minute=0)
    small_portal.clock.now = now
    participant = small_portal.add()
    desk = small_portal.at_desk(Role.MONITOR).browser
    evening, after = now.date().replace(day=now.day - 1), now.date()
    of_her = f"&participant={participant.id}&action=added"
    assert rows(desk, f"{of_her}&first={evening}&last={evening}")
    assert rows(desk, f"{of_her}&first={after}") == []
    assert rows(desk, f"{of_her}&last={evening.replace(day=evening.day - 1)}") == []


def test_the_table_holds_the_same_entries_and_tells_that_it_was_taken(portal: Portal) -> None:
    scene = Scene(portal)
    scene.wished()
    desk = portal.at_desk(Role.MONITOR).browser
    shown = rows(desk, "&kind=time_request")
    lines = taken(desk, "kind=time_request")
    assert [int(line["number"]) for line in lines] == [row["number"] for row in shown]
    assert [json.loads(line["after"]) for line in lines] == [row["after"] for row in shown]
    assert {line["site"] for line in lines} == {"miami"}
    assert {line["participant"] for line in lines} == {scene.participant.code}
    [entry] = rows(desk, "&action=exported")
    assert (entry["kind"], entry["actor"]) == ("history", "monitor")
    assert entry["object_id"] == str(portal.world.home.id)


def test_a_table_about_one_participant_is_noted_in_her_history(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk(Role.MONITOR).browser
    taken(desk, f"participant={participant.id}")
    [entry] = rows(desk, f"&action=exported&participant={participant.id}")
    assert entry["object_id"] == str(participant.id)


def test_a_long_history_is_taken_whole(
    small_portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than is fetched at once, more than stands in memory, more than is sent at once."""
    monkeypatch.setattr("portal.audit.service.AT_ONCE", 2)
    monkeypatch.setattr("api.downloads.IN_MEMORY", 500)
    monkeypatch.setattr("api.downloads.PART", 100)
    small_portal.enrol()
    desk = small_portal.at_desk(Role.MONITOR).browser
    shown = [row["number"] for row in rows(desk)]
    assert len(shown) > 5
    rest = [int(line["number"]) for line in taken(desk)]
    assert [number for number in rest if number <= shown[0]] == shown


def test_a_cell_that_begins_like_a_formula_stays_text(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk()
    done(
        desk.browser.post(
            f"/api/staff/participants/{participant.id}/status",
            {
                "version": desk.participant(participant.id)["version"],
                "status": "completed",
                "reason": "=1+1",
            },
        )
    )
    lines = taken(small_portal.at_desk(Role.MONITOR).browser, "kind=participant&action=changed")
    assert "'=1+1" in {line["reason"] for line in lines}


def test_the_choices_name_the_team_the_participants_and_all_that_is_written(portal: Portal) -> None:
    scene = Scene(portal)
    monitor = portal.at_desk(Role.MONITOR).browser
    choices = done(monitor.get(f"{HISTORY}/choices"))
    assert {"Coordinator miami", "Monitor miami"} <= {one["name"] for one in choices["people"]}
    assert [one["code"] for one in choices["participants"]] == [scene.participant.code]
    assert {row["kind"] for row in rows(monitor)} <= set(choices["kinds"])
    assert choices["kinds"] == known() == sorted(known())


def test_another_site_sees_nothing_of_it(portal: Portal) -> None:
    scene = Scene(portal)
    away = portal.at_other_desk().browser
    assert portal.world.home.id not in {row["site_id"] for row in rows(away)}
    assert rows(away, f"&site={portal.world.home.id}") == []
    assert rows(away, f"&participant={scene.participant.id}") == []
    assert taken(away, f"participant={scene.participant.id}") == []
    assert scene.participant.code not in away.get(f"{HISTORY}/choices").get_data(as_text=True)
    with_her = portal.at_desk(Role.FINANCE).browser
    assert with_her.get(HISTORY).status_code == 403


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("site=here", "site"),
        ("side=other", "side"),
        ("kind=", "kind"),
        ("first=yesterday", "first"),
        ("up_to=-1", "up_to"),
    ],
)
def test_a_filter_that_is_none_is_refused_by_its_name(
    small_portal: Portal, query: str, field: str
) -> None:
    answer = small_portal.at_desk(Role.MONITOR).browser.get(f"{HISTORY}?{query}")
    assert fields_of(problem(answer, 422, "invalid")) == [field]


def test_nobody_and_nothing_is_an_empty_page(small_portal: Portal) -> None:
    desk = small_portal.at_desk(Role.MONITOR).browser
    assert rows(desk, f"&by={uuid4()}") == []
    assert rows(desk, "&kind=unheard_of") == []
    assert rows(desk, "&first=2040-01-01&last=2030-01-01") == []
