"""What a colleague had in hand waits for the team again when her role ends."""

from __future__ import annotations

import pytest

from portal.accounts.roles import Role
from portal.claims.waiting import CHECK
from tests.support.check_ins import STRONG, Reporter, Team
from tests.support.claims import Traveller, travelled
from tests.support.consenting import Reader, put_in_force
from tests.support.messages import Writer
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.team import Administrator
from tests.support.web import Browser
from tests.support.work import Worker

ELEANOR, GRACE = "eleanor@example.org", "coordinator.miami@example.org"


@pytest.fixture
def admin(portal: Portal) -> Administrator:
    return Administrator(portal)


@pytest.fixture
def grace(portal: Portal) -> Browser:
    return portal.browser(GRACE)


def helen(portal: Portal) -> Worker:
    """The investigator, who sees what waits when the coordinator has gone."""
    return Worker(portal.browser(portal.world.staff[Role.INVESTIGATOR].email))


def holders(portal: Portal) -> dict[str, str | None]:
    """Who has what waits, by kind."""
    return {row["kind"]: row["taken_by"] for row in helen(portal).rows()}


def hold_everything(portal: Portal, grace: Browser) -> list[str]:
    """Grace takes a conversation, an alert, a claim and a question. Their kinds."""
    travelled(portal)
    put_in_force(portal)
    kinds = []
    done(Reader(portal, ELEANOR).ask("How soon would I know?"))
    Writer(portal, ELEANOR).write("When may I call?")
    Reporter(portal, ELEANOR).report(STRONG)
    traveller = Traveller(portal, ELEANOR)
    traveller.claim([traveller.parking(receipts=[traveller.receipt()])])
    worker = Worker(grace)
    for row in worker.rows():
        if row["kind"] in {"message", "alert", CHECK, "question"}:
            done(worker.take(row["kind"], row))
            kinds.append(row["kind"])
    return kinds


def test_what_she_had_is_nobodys(portal: Portal, admin: Administrator, grace: Browser) -> None:
    kinds = hold_everything(portal, grace)
    assert len(kinds) == 4, kinds
    had = holders(portal)
    assert {had[kind] for kind in kinds} == {"Coordinator miami"}
    done(admin.try_end(GRACE, "coordinator"))
    has = holders(portal)
    assert {has[kind] for kind in kinds} == {None}


def test_what_another_role_of_hers_lets_her_have_stays_hers(
    portal: Portal, admin: Administrator, grace: Browser
) -> None:
    portal.enrol(email=ELEANOR)
    Writer(portal, ELEANOR).write("When may I call?")
    portal.join(GRACE, Role.INVESTIGATOR, portal.world.home)
    worker = Worker(portal.browser(GRACE))
    done(worker.take("message"))
    done(admin.try_end(GRACE, "coordinator"))
    assert holders(portal)["message"] == "Coordinator miami"


def test_an_alert_whose_participant_was_reached_waits_to_be_taken_over(
    portal: Portal, admin: Administrator, grace: Browser
) -> None:
    portal.enrol(email=ELEANOR)
    Reporter(portal, ELEANOR).report(STRONG)
    team = Team(portal, browser=grace)
    [alert] = team.alerts()
    alert = done(team.act(alert, "take"))
    done(team.contact(alert, reached=True))
    done(admin.try_end(GRACE, "coordinator"))
    done(helen(portal).take("alert"))
    assert holders(portal)["alert"] == "Investigator miami"
