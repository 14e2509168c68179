"""Versions of the text: draft, approved, in force, superseded, expired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from portal.accounts.roles import Role
from portal.audit.models import AuditEntry
from portal.audit.recorder import acting
from portal.consent import versions
from portal.consent.models import NEXT
from portal.consent.text.file import TextFaults
from portal.consent.version_models import NEXT_VERSION, ConsentTextFile, ConsentVersion
from portal.errors import RuleBroken
from tests.support.consenting import (
    Reader,
    amend,
    approval,
    countersign,
    load,
    put_in_force,
    sources,
)
from tests.support.keys import give_keys
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.world import TESTER

ELEANOR = "eleanor@example.org"
BY_HAND = {
    "draft": {"approved"},
    "approved": {"in_force", "superseded"},
    "in_force": {"superseded"},
    "superseded": set(),
}
WAYS = {
    "reading": {"signed", "in_force", "declined", "overtaken", "withdrawn"},
    "declined": {"reading", "overtaken", "withdrawn"},
    "signed": {"in_force", "replaced", "withdrawn"},
    "in_force": {"replaced", "withdrawn"},
    "overtaken": set(),
    "replaced": set(),
    "withdrawn": set(),
}


def test_the_tables_of_moves_are_those_written_by_hand() -> None:
    for table, by_hand in ((NEXT_VERSION, BY_HAND), (NEXT, WAYS)):
        found = {old.value: {new.value for new in news} for old, news in table.items()}
        assert found == by_hand


class Versions:
    """The desk of somebody who may approve."""

    def __init__(self, portal: Portal, role: Role = Role.ADMIN) -> None:
        self.portal = portal
        self.browser = portal.at_desk(role).browser

    def get(self, version_id: UUID) -> Any:
        return done(self.browser.get(f"/api/staff/consent-versions/{version_id}"))["row"]

    def approve(self, version_id: UUID, **more: Any) -> Any:
        today = self.portal.today
        body = {
            "approved_on": str(today - timedelta(days=3)),
            "approval_reference": "Board 7",
            "valid_from": str(today),
            "sign_again": [],
            "visits_wait": False,
            "version": self.get(version_id)["version"],
        }
        path = f"/api/staff/consent-versions/{version_id}/approval"
        return self.browser.post(path, body | more)

    def force(self, version_id: UUID) -> Any:
        body = {"version": self.get(version_id)["version"]}
        return self.browser.post(f"/api/staff/consent-versions/{version_id}/in-force", body)


def test_nothing_goes_live_by_loading_or_by_approving(portal: Portal) -> None:
    give_keys(portal.settings)
    portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    desk = Versions(portal)
    version = load(portal)
    assert desk.get(version)["state"] == "draft"
    assert not eleanor.standing()["to_sign"]
    problem(desk.force(version), 422, "illegal_transition")
    done(desk.approve(version))
    assert desk.get(version)["state"] == "approved"
    assert not eleanor.standing()["to_sign"]
    problem(eleanor.phone.get("/api/me/consent/text"), 404, "not_found")
    done(desk.force(version))
    assert desk.get(version)["state"] == "in_force"
    assert eleanor.standing()["to_sign"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (
            lambda day: {"approved_on": str(day + timedelta(days=9))},
            "approved_ahead",
            "approved_on",
        ),
        (
            lambda day: {"valid_from": str(day - timedelta(days=9))},
            "valid_before_approved",
            "valid_from",
        ),
        (
            lambda day: {"valid_until": str(day - timedelta(days=1))},
            "valid_until_first",
            "valid_until",
        ),
        (lambda _: {"sign_again": ["completed"]}, "sign_again_who", "sign_again"),
        (lambda _: {"sign_again": ["enrolled"]}, "sign_again_when", "sign_again_by"),
        (
            lambda day: {
                "sign_again": ["enrolled"],
                "sign_again_by": str(day - timedelta(days=1)),
            },
            "sign_again_early",
            "sign_again_by",
        ),
    ],
)
def test_an_approval_that_makes_no_sense_is_refused_at_its_field(
    small_portal: Portal, change: Callable[[Any], dict[str, Any]], code: str, field: str
) -> None:
    version = load(small_portal)
    desk = Versions(small_portal)
    told = problem(desk.approve(version, **change(small_portal.today)), 422, code)
    assert fields_of(told) == [field]
    assert desk.get(version)["state"] == "draft"


def test_a_version_is_put_in_force_on_its_day_and_not_before(small_portal: Portal) -> None:
    give_keys(small_portal.settings)
    version = load(small_portal)
    desk = Versions(small_portal)
    done(desk.approve(version, valid_from=str(small_portal.today + timedelta(days=1))))
    problem(desk.force(version), 422, "valid_later")
    small_portal.clock.turn(days=1)
    desk = Versions(small_portal)
    done(desk.force(version))


def test_without_a_key_for_each_site_nothing_is_put_in_force(small_portal: Portal) -> None:
    version = load(small_portal)
    desk = Versions(small_portal)
    done(desk.approve(version))
    told = problem(desk.force(version), 422, "no_signing_key")
    assert "portal consent key" in told["detail"]


def test_an_expired_version_is_signed_by_nobody(portal: Portal) -> None:
    put_in_force(portal, valid_until=portal.today)
    portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    eleanor.prepare()
    body = eleanor.signing()
    portal.clock.turn(minutes=8)
    portal.clock.turn(days=1)
    assert not eleanor.standing()["to_sign"]
    problem(eleanor.phone.post("/api/me/consent/signature", body), 422, "nothing_to_sign")
    (row,) = done(Versions(portal).browser.get("/api/staff/consent-versions"))["rows"]
    assert (row["state"], row["expired"]) == ("in_force", True)


def test_a_draft_may_be_loaded_anew_and_an_approved_text_may_not(portal: Portal) -> None:
    version = load(portal)
    changed = {
        language: text.replace("NCT05959291", "NCT05959291.")
        for language, text in sources("1").items()
    }
    assert load(portal, texts=changed) == version
    assert load(portal, texts=sources("1")) == version
    done(Versions(portal).approve(version))
    assert load(portal) == version, "the same again changes nothing"
    with pytest.raises(RuleBroken) as refused:
        load(portal, texts=changed)
    assert refused.value.code == "version_fixed"


def test_the_database_itself_keeps_an_approved_text_as_it_is(portal: Portal) -> None:
    put_in_force(portal)
    for change in ("UPDATE consent_text SET source = 'x'", "DELETE FROM consent_text"):
        with pytest.raises(DBAPIError, match="fixed"), portal.database.engine.begin() as found:
            found.exec_driver_sql(change)


def test_a_broken_version_is_not_loaded(small_portal: Portal) -> None:
    spanish = sources("1")["es"].replace("  - key: costs\n", "  - key: costos\n")
    with pytest.raises(TextFaults) as refused:
        load(small_portal, texts={"en": sources("1")["en"], "es": spanish})
    assert "es.yaml" in str(refused.value)
    with small_portal.database.session(reads_only=True) as session:
        assert session.scalars(sa.select(ConsentVersion)).all() == []
        assert session.scalars(sa.select(ConsentTextFile)).all() == []


def test_putting_in_force_supersedes_the_version_before(portal: Portal) -> None:
    first = put_in_force(portal)
    second = amend(portal)
    desk = Versions(portal)
    assert (desk.get(first)["state"], desk.get(second)["state"]) == ("superseded", "in_force")


def test_the_desk_sees_who_must_sign_again_and_by_when(portal: Portal) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    eleanor.consent()
    countersign(portal, participant.id)
    by = portal.today + timedelta(days=10)
    second = amend(portal, by)
    desk = Versions(portal, Role.COORDINATOR)
    assert (desk.get(second)["signed"], desk.get(second)["to_sign"]) == (0, 1)
    (row,) = done(desk.browser.get("/api/staff/consents"))["rows"]
    assert (row["stage"], row["sign_by"], row["overdue"]) == ("sign_again", str(by), False)
    portal.clock.turn(days=11)
    desk = Versions(portal, Role.COORDINATOR)
    (row,) = done(desk.browser.get("/api/staff/consents?stage=sign_again"))["rows"]
    assert row["overdue"]


def test_visits_wait_after_the_day_where_the_study_says_so(portal: Portal) -> None:
    put_in_force(portal)
    participant = portal.add(email=ELEANOR)
    eleanor = Reader(portal, ELEANOR)
    eleanor.consent()
    countersign(portal, participant.id)
    amend(portal, portal.today + timedelta(days=2), visits_wait=True)
    visit = portal.visit_id(participant, "screening_blood")
    done(portal.at_desk().book(visit, "2026-03-09"))
    portal.clock.turn(days=3)
    desk = portal.at_desk()
    problem(desk.book(visit, "2026-03-10"), 422, "consent_visits_wait")
    eleanor = Reader(portal, ELEANOR)
    eleanor.consent()
    done(desk.book(visit, "2026-03-10"))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MONITOR, Role.FINANCE])
def test_only_who_may_approves(small_portal: Portal, role: Role) -> None:
    version = load(small_portal)
    desk = Versions(small_portal, role)
    problem(desk.approve(version), 403, "not_allowed")
    problem(desk.force(version), 403, "not_allowed")


def test_two_who_approve_at_once_are_told_apart(small_portal: Portal) -> None:
    version = load(small_portal)
    desk, other = Versions(small_portal), Versions(small_portal, Role.INVESTIGATOR)
    before = desk.get(version)["version"]
    done(desk.approve(version, version=before))
    problem(other.approve(version, version=before), 409, "stale")


def test_the_version_page_says_what_the_check_says(small_portal: Portal) -> None:
    version = put_in_force(small_portal)
    browser = small_portal.at_desk().browser
    detail = done(browser.get(f"/api/staff/consent-versions/{version}"))
    missing = [found["element"] for found in detail["elements"] if not found["sections"]]
    assert missing == []
    assert all(grade["ok"] for grade in detail["grades"])
    assert {text["language"] for text in detail["texts"]} == {"en", "es"}


def test_one_version_is_in_force_however_many_try_at_once(portal: Portal) -> None:
    first = put_in_force(portal)
    version_id = load(portal, "2")
    keys = give_keys(portal.settings)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        version = session.get_one(ConsentVersion, version_id)
        versions.approve(version, approval(portal), edit=version.version, now=portal.clock.now)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        version = session.get_one(ConsentVersion, version_id)
        edit = version.version
        versions.put_in_force(
            session,
            version,
            edit=edit,
            catalog=portal.world.catalog,
            keys=keys,
            now=portal.clock.now,
        )
    with portal.database.engine.begin() as connection, pytest.raises(DBAPIError):
        connection.execute(
            sa.update(ConsentVersion.__table__)
            .where(ConsentVersion.__table__.c.id == first)
            .values(state="in_force")
        )


def test_approving_and_putting_in_force_are_in_the_history(small_portal: Portal) -> None:
    give_keys(small_portal.settings)
    version = load(small_portal)
    desk = Versions(small_portal)
    done(desk.approve(version))
    done(desk.force(version))
    with small_portal.database.session(reads_only=True) as session:
        entries = session.scalars(
            sa.select(AuditEntry)
            .where(AuditEntry.kind == "consent_version", AuditEntry.action == "changed")
            .order_by(AuditEntry.id)
        )
        seen = [(entry.actor, (entry.after or {}).get("state")) for entry in entries]
    assert seen == [("admin", "approved"), ("admin", "in_force")]
