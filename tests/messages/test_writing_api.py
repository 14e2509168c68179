"""Writing to the team: once, whatever the network does; read, answered, found again."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from portal.accounts.roles import Role
from tests.support.messages import ELEANOR, Team, Writer
from tests.support.portal import Portal
from tests.support.problems import done, problem


def test_a_message_waits_for_the_team_until_it_is_answered(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("May I move my scan?")
    assert (thread["status"], thread["messages"][0]["read"]) == ("open", False)
    assert thread["waits_since"] is not None
    [row] = team.threads()["rows"]
    assert (row["id"], row["last"]["text"]) == (thread["id"], "May I move my scan?")
    answered = team.answer(thread["id"], "Yes, call us.")
    assert (answered["waiting_since"], answered["mine"]) == (None, True)
    assert team.threads()["rows"] == []
    seen = her.thread(thread["id"])
    assert [one["text"] for one in seen["messages"]] == ["May I move my scan?", "Yes, call us."]
    assert seen["messages"][0]["read"] is True
    assert (seen["waits_since"], seen["unread"]) == (None, 1)
    assert her.read(thread["id"]) == {"unread": 0}
    assert team.thread(thread["id"])["messages"][1]["read"] is True


def test_the_same_message_twice_is_one_and_other_words_under_its_id_are_refused(
    portal: Portal,
) -> None:
    portal.enrol(email=ELEANOR)
    her = Writer(portal)
    body = her.body("Hello")
    first = done(her.phone.post("/api/me/messages", body))
    assert done(her.phone.post("/api/me/messages", body)) == first
    other = her.phone.post("/api/me/messages", {**body, "text": "Other"})
    problem(other, 409, "message_differs")
    assert len(her.messages()["threads"]) == 1


def test_a_note_of_the_team_is_never_shown_to_her(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    team.answer(thread, "She sounds worried, please call.", note=True)
    shown = her.phone.get(f"/api/me/messages/threads/{thread}").get_data(as_text=True)
    assert "worried" not in shown
    assert "worried" not in her.phone.get("/api/me/messages").get_data(as_text=True)
    assert done(her.phone.post("/api/me/messages/search", {"text": "worried"})) == {"rows": []}
    assert team.thread(thread)["waiting_since"] is not None


def test_words_are_found_by_their_beginning_without_accents(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    her.write("¿Cuándo es la gammagrafía?")
    her.write("Something else")
    for text in ("gammagrafia", "GAMMA", "cuando gamma"):
        [row] = done(her.phone.post("/api/me/messages/search", {"text": text}))["rows"]
        assert "gammagrafía" in row["excerpt"]
        [row] = done(team.desk.post("/api/staff/messages/search", {"text": text}))["rows"]
        assert "gammagrafía" in row["excerpt"]
    for text in ("grafia", "'\"*:&|!()", "%"):
        assert done(her.phone.post("/api/me/messages/search", {"text": text}))["rows"] == []


def test_pictures_come_first_and_belong_to_the_message_then(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    picture = her.picture()
    thread = her.write("", files=[picture])
    assert [one["name"] for one in thread["messages"][0]["files"]] == ["photo.jpg"]
    for browser, side in ((her.phone, "me"), (team.desk, "staff")):
        shown = browser.get(f"/api/{side}/message-files/{picture}/picture?small=true")
        assert (shown.status_code, shown.content_type) == (200, "image/jpeg")
    again = her.phone.post("/api/me/messages", her.body("x", files=[picture]))
    assert problem(again, 422, "unknown_message_file")["errors"][0]["field"] == "files.0"


def test_an_empty_message_is_refused_at_its_field(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her = Writer(portal)
    answer = her.phone.post("/api/me/messages", her.body("  "))
    assert problem(answer, 422, "message_empty")["errors"][0]["field"] == "text"
    assert her.messages()["threads"] == []


def test_her_answer_opens_a_closed_thread_again(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    team.answer(thread, "Bye", close=True)
    assert her.thread(thread)["status"] == "closed"
    portal.clock.turn(minutes=5)
    assert her.write("One more thing", thread)["status"] == "open"
    assert [row["id"] for row in team.threads()["rows"]] == [thread]


def test_two_threads_of_one_person_go_on_as_one(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    first, second = her.write("First")["id"], her.write("Second")["id"]
    portal.clock.now += timedelta(minutes=1)
    merged = done(team.act(second, "merge", into=first))
    assert {one["text"] for one in merged["messages"]} == {"First", "Second"}
    assert [row["id"] for row in her.messages()["threads"]] == [first]
    late = her.write("From a phone that did not know", second)
    assert (late["id"], len(late["messages"])) == (first, 3)
    assert her.thread(second)["id"] == first


def test_a_colleagues_answer_that_was_not_seen_holds_back_a_second_one(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    other = Team(portal, Role.INVESTIGATOR)
    thread = her.write("Hello")["id"]
    seen = team.thread(thread)["last_number"]
    other.answer(thread, "I answer")
    problem(team.try_answer(thread, "I too", seen=seen), 409, "answered_meanwhile")
    team.answer(thread, "I too, after reading")


def test_what_the_portal_has_no_fact_for_is_not_sent(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    replies = done(team.desk.get(f"/api/staff/threads/{thread}/replies"))
    assert {"en", "es"} == set(replies["replies"][0]["text"])
    assert "{name}" not in replies["replies"][0]["text"]["en"]
    refused = team.try_answer(thread, "Your visit is on {visit_day}.")
    assert problem(refused, 422, "placeholder_left")["errors"][0]["field"] == "text"


def test_an_announcement_reaches_those_it_was_counted_for(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    [study] = done(team.desk.get("/api/staff/announcements"))["studies"]
    body = {
        "title": {"en": "Closed on Friday", "es": "Cerrado el viernes"},
        "text": {"en": "We are closed.", "es": "Estamos cerrados."},
        "audience": {"study_id": study["id"], "site_ids": [study["sites"][0]["id"]]},
    }
    seen = done(team.desk.post("/api/staff/announcements/preview", body))
    assert (seen["recipients"], seen["missing"]) == (1, [])
    wrong = team.desk.post("/api/staff/announcements", {**body, "id": str(uuid4()), "expected": 2})
    problem(wrong, 422, "audience_changed")
    done(team.desk.post("/api/staff/announcements", {**body, "id": str(uuid4()), "expected": 1}))
    [told] = her.messages()["announcements"]
    assert (told["title"], told["read"]) == ("Closed on Friday", False)
    done(her.phone.post(f"/api/me/announcements/{told['id']}/read"))
    assert her.messages()["unread"] == 0
