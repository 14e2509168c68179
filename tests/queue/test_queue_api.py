"""The list of everything that waits: what is in it, for whom, in which order."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.participants.models import Participant
from portal.queue.sources import SOURCES
from tests.support.check_ins import STRONG, VERY_STRONG, Reporter, Team
from tests.support.claims import Reviewer, Traveller, travelled
from tests.support.consenting import Reader, amend, countersign
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.statements import statements
from tests.support.work import Worker, work_out


def test_a_row_says_whom_it_is_about_since_when_and_what_was_written(
    portal: Portal, asked: Reader, grace: Worker
) -> None:
    row = grace.row("question")
    who = row["who"]
    assert (who["code"], who["name"], who["site"]["key"]) == ("P-1", "Eleanor Whitfield", "miami")
    # Grace has signed in since, which takes the clock of these tests two minutes.
    assert row["since"] == f"{portal.clock.now - timedelta(minutes=2):%Y-%m-%dT%H:%M:%SZ}"
    assert (row["words"], row["state"], row["late"]) == ("How soon would I know?", "open", False)
    assert (row["due"], row["due_on"], row["visit"], row["may_act"]) == (None, None, None, True)


def test_a_question_that_holds_the_signature_stands_above_one_that_does_not(
    portal: Portal, reader: Reader, grace: Worker
) -> None:
    done(reader.ask("First?", holds=False))
    portal.clock.turn(minutes=1)
    done(reader.ask("Second?", holds=True))
    assert [(row["words"], row["state"]) for row in grace.rows("question")] == [
        ("Second?", "holds"),
        ("First?", "open"),
    ]


def the_only_one(portal: Portal) -> UUID:
    with portal.database.session(reads_only=True) as session:
        return session.scalars(sa.select(Participant.id)).one()


def test_a_consent_waits_until_everyone_has_signed(
    portal: Portal, reader: Reader, grace: Worker
) -> None:
    reader.consent()
    assert len(grace.rows("countersign")) == 1
    countersign(portal, the_only_one(portal))
    assert grace.rows("countersign") == []


def test_who_must_sign_again_waits_when_the_last_day_is_near(
    portal: Portal, reader: Reader
) -> None:
    reader.consent()
    countersign(portal, the_only_one(portal))
    last = portal.today + timedelta(days=9)
    amend(portal, by=last)
    assert at_desk(portal).rows("sign_again") == []
    portal.clock.turn(days=2)
    row = at_desk(portal).row("sign_again")
    assert (row["due_on"], row["late"]) == (str(last), False)
    portal.clock.turn(days=8)
    assert at_desk(portal).row("sign_again")["late"] is True
    reader.phone = portal.browser("eleanor@example.org")
    reader.consent()
    assert at_desk(portal).rows("sign_again") == []


def at_desk(portal: Portal) -> Worker:
    """The coordinator, signed in anew: days have passed."""
    return Worker(portal.at_desk().browser)


def test_a_visit_waits_that_leaves_its_window_and_one_without_an_outcome(portal: Portal) -> None:
    participant = portal.enrol(email="eleanor@example.org")
    visit = portal.at_desk().visit(portal.visit_id(participant, "month-3"))
    last = date.fromisoformat(visit["window"]["end"])
    assert visit["id"] not in ids(at_desk(portal), "visit_window")
    portal.clock.turn(days=(last - portal.today).days - 7)
    [row] = [one for one in at_desk(portal).rows("visit_window") if one["object_id"] == visit["id"]]
    assert (row["visit"]["label"], row["due_on"], row["late"]) == ("Month 3", str(last), False)
    done(portal.at_desk().book(visit["id"], portal.today + timedelta(days=1), "09:00"))
    assert visit["id"] not in ids(at_desk(portal), "visit_window")
    portal.clock.turn(days=1, hours=8)
    assert ids(at_desk(portal), "visit_outcome") == {visit["id"]}
    done(portal.at_desk().outcome(visit["id"], "done"))
    assert ids(at_desk(portal), "visit_outcome") == set()


def ids(worker: Worker, kind: str) -> set[str]:
    return {row["object_id"] for row in worker.rows(kind)}


def test_who_was_added_and_never_invited_waits_after_a_week_unless_she_came(portal: Portal) -> None:
    portal.add(email="ruth@example.org", code="P-2", joined=False)
    portal.add(email="joan@example.org", code="P-3")
    portal.clock.turn(days=6)
    assert at_desk(portal).rows("invitation") == []
    portal.clock.turn(days=1, hours=1)
    [row] = at_desk(portal).rows("invitation")
    assert (row["who"]["code"], row["state"]) == ("P-2", "not_invited")


def test_emergencies_stand_above_what_is_overdue_and_that_above_the_rest(portal: Portal) -> None:
    travelled(portal, email="eleanor@example.org")
    Traveller(portal, "eleanor@example.org").claim()
    portal.clock.turn(days=12)
    for name, answers in (("ruth", STRONG), ("joan", VERY_STRONG)):
        portal.enrol(email=f"{name}@example.org", code=name)
        Reporter(portal, f"{name}@example.org").report(answers)
    rows = [row for row in at_desk(portal).rows() if row["kind"] in {"alert", "claim"}]
    assert [(row["kind"], row["emergency"], row["late"]) for row in rows] == [
        ("alert", True, False),
        ("claim", False, True),
        ("alert", False, False),
    ]
    answer = at_desk(portal).snooze("alert", portal.today + timedelta(days=1), row=rows[0])
    problem(answer, 422, "snooze_emergency")


def test_each_role_sees_the_kinds_that_it_may_read_and_counts_no_other(
    portal: Portal, asked: Reader
) -> None:
    travelled(portal, email="ruth@example.org")
    Traveller(portal, "ruth@example.org").claim()
    finance = Worker(portal.browser(portal.world.staff[Role.FINANCE].email))
    assert set(finance.kinds()) == {"claim"}
    assert set(finance.counts()) == {"claim", "claim_second"}
    assert finance.rows()[0]["may_act"] is False
    monitor = Worker(portal.browser(portal.world.staff[Role.MONITOR].email))
    assert {"claim", "question"} <= set(monitor.kinds())
    assert list(monitor.counts()) == [source.kind for source in SOURCES]


def test_a_page_and_its_numbers_take_a_handful_of_statements_however_much_waits(
    portal: Portal, grace: Worker, asked: Reader
) -> None:
    found = []
    for _ in range(2):
        with statements(portal.database.engine) as seen:
            grace.rows()
        found.append(len(seen))
        for number in range(3):
            portal.enrol(email=f"p{number}{len(found)}@example.org")
            Reporter(portal, f"p{number}{len(found)}@example.org").report(STRONG)
    assert found[0] == found[1] <= 6


def test_the_list_is_paged(portal: Portal, grace: Worker, reader: Reader) -> None:
    for number in range(5):
        done(reader.ask(f"Question {number}?"))
        portal.clock.turn(minutes=1)
    pages = [grace.queue(kind="question", page=page, page_size=2) for page in (1, 2, 3)]
    assert [page["total"] for page in pages] == [5, 5, 5]
    words = [row["words"] for page in pages for row in page["rows"]]
    assert words == [f"Question {number}?" for number in range(5)]


def test_a_change_at_ones_sites_is_felt_and_one_elsewhere_is_not(
    portal: Portal, grace: Worker, reader: Reader
) -> None:
    away = Worker(portal.at_other_desk().browser)
    before = grace.pulse(), away.pulse()
    assert (grace.pulse(), away.pulse()) == before
    done(reader.ask("Now?"))
    assert grace.pulse() > before[0]
    assert away.pulse() == before[1]


def test_the_list_is_read_again_only_after_a_change_or_a_while(
    portal: Portal, grace: Worker, asked: Reader
) -> None:
    portal.clock.turn(seconds=5)
    grace.rows("question")

    def reads() -> int:
        with statements(portal.database.engine) as seen:
            assert len(grace.rows("question")) == 1
        return sum("work_mark" in statement for statement in seen)

    assert reads() == 0
    done(grace.take("question"))
    assert grace.row("question")["mine"] is True  # her own change at once
    portal.clock.turn(seconds=5)
    assert reads() == 2
    assert reads() == 0
    portal.clock.turn(seconds=20)
    assert reads() == 2


def test_a_check_in_that_did_not_come_waits_until_it_comes_or_a_call_settles_it(
    portal: Portal, grace: Worker
) -> None:
    day = portal.today - timedelta(days=11)
    people = [
        portal.add(
            email=f"{name}@example.org",
            code=name,
            consent=portal.today - timedelta(days=30),
            last_dose=day,
        )
        for name in ("ruth", "joan", "ada")
    ]
    assert grace.rows("check_in") == []
    work_out(portal)
    portal.clock.turn(seconds=30)
    rows = grace.rows("check_in")
    assert {row["who"]["code"] for row in rows} == {"ruth", "joan", "ada"}
    assert {row["since_on"] for row in rows} == {str(day + timedelta(days=7))}
    Reporter(portal, "ruth@example.org").report()
    team = Team(portal, browser=grace.browser)
    missed = next(row for row in team.missed() if row["who"]["code"] == "joan")
    done(team.call(people[1].id, missed, settled=True))
    assert [row["who"]["code"] for row in grace.rows("check_in")] == ["ada"]
    assert [row["who"]["code"] for row in team.missed()] == ["ada"]
    done(portal.at_desk().move(people[2].id, "withdrawn", reason="Left"))
    assert grace.rows("check_in") == []


def test_a_second_look_goes_to_somebody_else(portal: Portal, grace: Worker, helen: Worker) -> None:
    travelled(portal, email="ruth@example.org")
    her = Traveller(portal, "ruth@example.org")
    claim = her.claim()
    reviewer = Reviewer(portal, browser=grace.browser)
    done(reviewer.decide(claim["id"], "decline", note="No"))
    done(her.dispute(claim["id"]))
    row = grace.row("claim_second")
    assert row["state"] == "disputed"
    assert grace.people("claim_second") == ["Investigator miami"]
    assert grace.take("claim_second").status_code == 422
    assert done(helen.take("claim_second"))["mine"]
