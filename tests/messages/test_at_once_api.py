"""Several send at the same moment: nothing is lost, nothing is doubled."""

from __future__ import annotations

from functools import partial

from tests.support.messages import ELEANOR, Team, Writer
from tests.support.portal import Portal
from tests.support.together import at_once
from tests.support.web import Browser


def phones(portal: Portal, her: Writer, count: int) -> list[Browser]:
    """So many that share her sign-in."""
    cookie = her.phone.client.get_cookie("portal")
    assert cookie is not None
    made = [Browser(portal.app) for _ in range(count)]
    for phone in made:
        phone.client.set_cookie("portal", cookie.value)
    return made


def test_one_message_sent_by_twenty_at_once_is_one_message(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her = Writer(portal)
    body = her.body("Hello")
    send = [partial(phone.post, "/api/me/messages", body) for phone in phones(portal, her, 20)]
    answers = at_once(send)
    assert {answer.status_code for answer in answers} == {200}
    [thread] = her.messages()["threads"]
    assert len(her.thread(thread["id"])["messages"]) == 1


def test_messages_sent_at_once_all_stand_in_the_thread(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    thread = her.write("Hello")["id"]
    writers = [Writer(portal, phone=phone) for phone in phones(portal, her, 8)]
    at_once([partial(writer.write, "More", thread) for writer in writers])
    seen = team.thread(thread)
    assert [one["number"] for one in seen["messages"]] == list(range(1, 10))
    assert seen["waiting_since"] is not None
