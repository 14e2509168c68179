"""What the team does with conversations: hand over, note, close, translate, write first."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.messages.late import escalate
from portal.messages.models import Message
from portal.messages.spreading import spread
from portal.reminders.models import NoticeStatus
from portal.study.reminders.definition import About
from tests.support.messages import ELEANOR, Team, Writer
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.reminding import Reminding
from tests.support.statements import statements
from tests.support.world import TESTER

HOSTILE = "<script>alert(1)</script> & =1+1 {name}"


def leave(portal: Portal, role: Role) -> None:
    """That person's membership ends."""
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        account_id = portal.world.staff[role].id
        for row in session.scalars(
            sa.select(Membership).where(Membership.account_id == account_id)
        ):
            row.ended_at = portal.clock.now
    portal.clock.turn(minutes=1)


def test_a_thread_is_handed_over_and_given_back(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    assert team.threads("unassigned")["total"] == 1
    doctor = portal.world.staff[Role.INVESTIGATOR]
    given = done(team.act(thread, "assignee", account_id=str(doctor.id)))
    assert given["assigned"] == {"id": str(doctor.id), "name": doctor.name, "left": False}
    assert (team.threads("unassigned")["total"], team.threads("mine")["total"]) == (0, 0)
    assert Team(portal, Role.INVESTIGATOR).threads("mine")["total"] == 1
    assert done(team.act(thread, "assignee", account_id=None))["assigned"] is None


def test_somebody_who_left_is_named_and_nothing_is_given_to_her(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    doctor = portal.world.staff[Role.INVESTIGATOR]
    done(team.act(thread, "assignee", account_id=str(doctor.id)))
    leave(portal, Role.INVESTIGATOR)
    assert team.thread(thread)["assigned"]["left"] is True
    assert str(doctor.id) not in {one["id"] for one in team.thread(thread)["people"]}
    done(team.act(thread, "assignee", account_id=None))
    refused = problem(team.act(thread, "assignee", account_id=str(doctor.id)), 422, "assignee_left")
    assert doctor.name in refused["detail"]
    unknown = team.act(thread, "assignee", account_id=str(uuid4()))
    problem(unknown, 422, "unknown_assignee")


def test_two_who_hand_it_over_at_once_are_told_of_each_other(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    version = team.thread(thread)["version"]
    doctor = str(portal.world.staff[Role.INVESTIGATOR].id)
    done(team.act(thread, "assignee", account_id=doctor, version=version))
    myself = str(portal.world.staff[Role.COORDINATOR].id)
    problem(team.act(thread, "assignee", account_id=myself, version=version), 409, "stale")
    assert team.thread(thread)["assigned"]["id"] == doctor


def test_a_monitor_reads_all_and_changes_nothing_not_even_what_she_sees_as_read(
    portal: Portal,
) -> None:
    portal.enrol(email=ELEANOR)
    her, monitor = Writer(portal), Team(portal, Role.MONITOR)
    thread = her.write("Hello")
    seen = monitor.thread(thread["id"])
    assert (seen["may_write"], seen["messages"][0]["text"]) == (False, "Hello")
    through = {"through": thread["messages"][0]["id"]}
    done(monitor.desk.post(f"/api/staff/threads/{thread['id']}/read", through))
    assert her.thread(thread["id"])["messages"][0]["read"] is False
    assert monitor.threads("all")["rows"][0]["unread"] == 0
    problem(monitor.try_answer(thread["id"], "Hello"), 403, "not_allowed")


def test_what_a_monitor_reads_is_not_taken_for_read_by_the_participant(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team, monitor = Writer(portal), Team(portal), Team(portal, Role.MONITOR)
    thread = her.write("Hello")["id"]
    last = team.answer(thread, "Yes")["messages"][-1]["id"]
    done(monitor.desk.post(f"/api/staff/threads/{thread}/read", {"through": last}))
    assert team.thread(thread)["messages"][-1]["read"] is False
    assert her.messages()["unread"] == 1


def test_what_she_wrote_while_somebody_answered_waits_on(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("May I come on Monday?")["id"]
    seen = team.thread(thread)["last_number"]
    portal.clock.turn(minutes=10)
    second = her.write("And my chest hurts", thread)["messages"][-1]
    answered = team.answer(thread, "Yes, on Monday", seen=seen, close=True)
    assert (answered["status"], answered["waiting_since"]) == ("open", second["at"])
    assert [one["read"] for one in her.thread(thread)["messages"][:2]] == [True, False]
    assert team.threads()["total"] == 1
    assert team.answer(thread, "Please call us now")["waiting_since"] is None


def test_the_same_id_in_another_thread_is_another_message(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    one, other = her.write("One")["id"], her.write("Other")["id"]
    body = {**her.body("Hello", one)}
    done(her.phone.post("/api/me/messages", body))
    again = her.phone.post("/api/me/messages", {**body, "thread_id": other})
    problem(again, 409, "message_differs")
    answer = str(uuid4())
    done(team.try_answer(one, "Yes", id=answer))
    problem(team.try_answer(other, "Yes", id=answer), 409, "message_differs")


def test_the_team_writes_first_and_she_answers(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    body = {
        "id": str(uuid4()),
        "thread_id": str(uuid4()),
        "topic": "visit",
        "text": "Your scan is on Monday.",
    }
    path = f"/api/staff/participants/{participant.id}/threads"
    thread = done(team.desk.post(path, body))
    assert done(team.desk.post(path, body))["messages"] == thread["messages"]
    assert (thread["waiting_since"], thread["assigned"]["name"]) == (
        None,
        portal.world.staff[Role.COORDINATOR].name,
    )
    assert her.messages()["unread"] == 1
    assert her.write("Thank you", thread["id"])["waits_since"] is not None


def test_what_a_thread_is_about_is_one_of_hers(portal: Portal) -> None:
    eleanor = portal.enrol(email=ELEANOR, code="M-1")
    ruth = portal.enrol(email="ruth@example.org", code="M-2")
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    labels = {"topic": "travel", "claim_id": None, "needs_translation": True}
    hers = str(portal.visit_id(eleanor, "month-3"))
    changed = done(team.act(thread, "labels", visit_id=hers, **labels))
    assert (changed["topic"], changed["visit"]["id"]) == ("travel", hers)
    assert team.threads("to_translate")["total"] == 1
    other = team.act(thread, "labels", visit_id=str(portal.visit_id(ruth, "month-3")), **labels)
    assert problem(other, 422, "unknown_link")["errors"][0]["field"] == "visit_id"
    wrong = team.act(thread, "labels", visit_id=None, **{**labels, "topic": "weather"})
    problem(wrong, 422, "unknown_topic")


def test_threads_of_two_people_are_never_joined(portal: Portal) -> None:
    portal.enrol(email=ELEANOR, code="M-1")
    portal.enrol(email="ruth@example.org", code="M-2")
    team = Team(portal)
    first = Writer(portal).write("Hello")["id"]
    second = Writer(portal, "ruth@example.org").write("Hello")["id"]
    problem(team.act(first, "merge", into=second), 422, "merge_with_other")
    problem(team.act(first, "merge", into=first), 422, "merge_with_other")


def test_a_message_is_corrected_by_another_and_stays_as_it_was(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    first = her.write("I come on Monday")
    wrong = first["messages"][0]["id"]
    corrected = her.write("I come on Tuesday", first["id"], corrects=wrong)
    assert [one["text"] for one in corrected["messages"]] == [
        "I come on Monday",
        "I come on Tuesday",
    ]
    assert corrected["messages"][1]["corrects"] == wrong
    others = team.try_answer(first["id"], "I correct her", corrects=wrong)
    problem(others, 422, "not_yours_to_correct")


def test_a_message_cannot_be_changed_or_removed_in_the_database(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    Writer(portal).write("Hello")
    for statement in ("UPDATE message SET text = 'x'", "DELETE FROM message"):
        with (
            portal.database.session() as session,
            pytest.raises(sa.exc.DBAPIError, match="append-only"),
        ):
            session.execute(sa.text(statement))


def test_one_notice_is_sent_when_something_begins_to_wait_not_one_a_message(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team, reminding = Writer(portal), Team(portal), Reminding(portal)
    portal.mailer.mails.clear()
    thread = her.write("One")["id"]
    her.write("Two", thread)
    assert [mail.to for mail in portal.mailer.mails] == [portal.world.staff[Role.COORDINATOR].email]
    assert "One" not in portal.mailer.mails[0].text
    team.answer(thread, "Three")
    team.answer(thread, "Four")
    assert reminding.people(About.MESSAGE) == [ELEANOR]
    reminding.send()
    her.read(thread)
    portal.clock.turn(minutes=1)
    team.answer(thread, "Five")
    assert len(reminding.people(About.MESSAGE)) == 2


def test_what_she_read_by_herself_she_is_not_told_of(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team, reminding = Writer(portal), Team(portal), Reminding(portal)
    thread = her.write("One")["id"]
    team.answer(thread, "Two")
    her.read(thread)
    [notice] = reminding.notices(ELEANOR, about=About.MESSAGE)
    assert notice.status is NoticeStatus.CANCELLED
    reminding.send()
    assert [one for one in reminding.mail.carried if one.taken.about == About.MESSAGE] == []


def test_what_nobody_answered_in_time_is_told_once_to_who_comes_next(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]

    def late() -> int:
        return escalate(
            portal.database,
            portal.world.catalog,
            portal.mailer,
            address="https://portal.example.org/staff/messages",
            clock=lambda: portal.clock.now,
        )

    assert (late(), team.threads("overdue")["total"]) == (0, 0)
    portal.mailer.mails.clear()
    portal.clock.now += timedelta(days=4)
    assert (late(), late()) == (1, 0)
    assert [mail.to for mail in portal.mailer.mails] == [
        portal.world.staff[Role.INVESTIGATOR].email
    ]
    again = Team(portal)
    assert again.threads("overdue")["counts"]["overdue"] == 1
    again.answer(thread, "Sorry")
    assert again.threads("overdue")["total"] == 0


def test_an_announcement_is_told_once_to_those_who_have_not_read_it(
    portal: Portal,
) -> None:
    portal.enrol(email=ELEANOR, code="M-1")
    portal.enrol(email="ruth@example.org", code="M-2")
    team = Team(portal)
    [study] = done(team.desk.get("/api/staff/announcements"))["studies"]
    said = {"en": "Closed", "es": "Cerrado"}
    body = {
        "title": said,
        "text": said,
        "id": str(uuid4()),
        "expected": 2,
        "audience": {"study_id": study["id"], "site_ids": [study["sites"][0]["id"]]},
    }
    done(team.desk.post("/api/staff/announcements", body))
    done(team.desk.post("/api/staff/announcements", body))
    her = Writer(portal)
    done(her.phone.post(f"/api/me/announcements/{body['id']}/read"))
    for _ in range(2):
        spread(portal.database, portal.world.catalog, clock=portal.clock)
    assert Reminding(portal).people(About.NEWS) == ["ruth@example.org"]


def test_an_announcement_needs_every_language_of_the_study(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    team = Team(portal)
    [study] = done(team.desk.get("/api/staff/announcements"))["studies"]
    body = {
        "title": {"en": "Closed", "es": " "},
        "text": {"en": "Closed", "es": "Cerrado"},
        "audience": {"study_id": study["id"], "site_ids": [study["sites"][0]["id"]]},
    }
    seen = done(team.desk.post("/api/staff/announcements/preview", body))
    assert seen["missing"] == ["es"]
    refused = team.desk.post(
        "/api/staff/announcements", {**body, "id": str(uuid4()), "expected": 1}
    )
    [fault] = problem(refused, 422, "announcement_language")["errors"]
    assert fault["field"] == "title.es"


def test_hostile_texts_are_text_and_no_formula_in_the_table(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write(HOSTILE)["id"]
    her.write("=HYPERLINK(1)", thread)
    assert team.thread(thread)["messages"][0]["text"] == HOSTILE
    table = team.desk.get("/api/staff/messages.csv")
    assert table.content_type.startswith("text/csv")
    assert "'=HYPERLINK(1)" in table.get_data(as_text=True)
    assert her.phone.get("/api/me/messages").content_type == "application/json"


def test_an_enormous_text_is_refused_at_its_field_and_nothing_is_kept(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her = Writer(portal)
    answer = her.phone.post("/api/me/messages", her.body("x" * 10_001))
    assert problem(answer, 422, "invalid")["errors"][0]["field"] == "text"
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Message)) == 0


def test_somebody_who_withdrew_still_reads_and_writes(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("I want to stop")["id"]
    done(portal.at_desk().move(participant.id, "withdrawn", reason="Her wish"))
    shown = team.answer(thread, "We understand. Nothing else is needed from you.")
    assert shown["participant"]["status"] == "withdrawn"
    assert her.write("Thank you", thread)["status"] == "open"


def test_the_list_takes_the_same_number_of_statements_for_few_and_many(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    counted = []
    for number in (1, 12):
        for _ in range(number):
            her.write("Hello")
        team.threads()
        with statements(portal.database.engine) as seen:
            team.threads()
        counted.append(len(seen))
    assert counted[0] == counted[1]
    assert counted[0] <= 10


def test_the_list_is_sorted_as_asked_and_otherwise_by_what_is_due(portal: Portal) -> None:
    portal.enrol(email=ELEANOR, code="B-2")
    portal.enrol(email="ruth@example.org", code="A-1")
    hers, ruths, team = Writer(portal), Writer(portal, "ruth@example.org"), Team(portal)
    first = hers.write("One", topic="travel")["id"]
    portal.clock.turn(minutes=5)
    second = ruths.write("Two", topic="visit")["id"]
    portal.clock.turn(minutes=5)
    third = hers.write("Three", topic="health")["id"]
    doctor = str(portal.world.staff[Role.INVESTIGATOR].id)
    done(team.act(first, "assignee", account_id=doctor))

    def order(sort: str) -> list[str]:
        return [row["id"] for row in team.threads("ours", sort=sort)["rows"]]

    assert order("usual") == [first, second, third]
    assert order("participant") == [second, first, third]
    assert order("topic") == [third, first, second]
    assert order("holder") == [second, third, first]
    assert order("site") == [first, second, third]
    problem(team.desk.get("/api/staff/threads?sort=weather"), 422, "invalid")


def test_older_messages_of_a_long_thread_come_page_by_page(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her = Writer(portal)
    thread = her.write("0")["id"]
    for number in range(1, 130):
        her.write(str(number), thread)
    newest = her.thread(thread)
    assert (newest["messages"][0]["text"], newest["more"]) == ("30", True)
    first = newest["messages"][0]["id"]
    older = done(her.phone.get(f"/api/me/messages/threads/{thread}?before={first}"))
    assert [one["text"] for one in older["messages"]] == [str(n) for n in range(30)]
    assert older["more"] is False
