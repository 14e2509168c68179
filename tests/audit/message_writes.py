"""Every write of the messages through the API, with the entry that it must leave."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

from tests.audit.scene import NOTHING, Case, Scene
from tests.support.claims import a_picture
from tests.support.messages import Team, Writer
from tests.support.problems import done
from tests.support.web import Browser

THREAD = "POST /api/staff/threads/<uuid:thread_id>"
PERSON = "POST /api/staff/participants/<uuid:participant_id>"
SAID = {"en": "Closed on Friday", "es": "Cerrado el viernes"}


def her(scene: Scene) -> Writer:
    return Writer(scene.portal, phone=scene.phone)


def team(scene: Scene) -> Team:
    return Team(scene.portal, desk=scene.desk.browser)


def wrote(scene: Scene) -> None:
    scene.thread = her(scene).write("Hello")


def closed(scene: Scene) -> None:
    wrote(scene)
    done(team(scene).act(scene.thread["id"], "close"))


def wrote_twice(scene: Scene) -> None:
    scene.other = her(scene).write("Hello")
    wrote(scene)


def announced(scene: Scene) -> None:
    done(announce(scene))


def announce(scene: Scene) -> Any:
    body = {
        "id": str(uuid4()),
        "title": SAID,
        "text": SAID,
        "expected": 1,
        "audience": {
            "study_id": str(scene.participant.study_id),
            "site_ids": [str(scene.participant.site_id)],
        },
    }
    scene.announcement = body["id"]
    return scene.desk.browser.post("/api/staff/announcements", body)


def upload(browser: Browser, path: str) -> Any:
    return browser.call("POST", path, data={"file": (io.BytesIO(a_picture()), "photo.jpg")})


def begin(scene: Scene) -> Any:
    body = {
        "id": str(uuid4()),
        "thread_id": str(uuid4()),
        "topic": "visit",
        "text": "Your scan is on Monday",
    }
    path = f"/api/staff/participants/{scene.participant.id}/threads"
    return scene.desk.browser.post(path, body)


def label(scene: Scene) -> Any:
    return team(scene).act(
        scene.thread["id"],
        "labels",
        topic="travel",
        visit_id=None,
        claim_id=None,
        needs_translation=False,
    )


MESSAGE_CASES: dict[str, Case] = {
    "POST /api/me/messages": (
        NOTHING, lambda s: s.phone.post("/api/me/messages", her(s).body("Hello")),
        "message", "added", None, {"kind": "from_person", "number": 1}, "",
    ),
    "POST /api/me/message-files/<uuid:file_id>": (
        NOTHING, lambda s: upload(s.phone, f"/api/me/message-files/{uuid4()}"),
        "message_file", "added", None, {"position": 0, "made_at": "NOW"}, "",
    ),
    f"{PERSON}/message-files/<uuid:file_id>": (
        NOTHING,
        lambda s: upload(
            s.desk.browser,
            f"/api/staff/participants/{s.participant.id}/message-files/{uuid4()}",
        ),
        "message_file", "added", None, {"position": 0, "made_at": "NOW"}, "",
    ),
    f"{PERSON}/threads": (
        NOTHING, begin, "message", "added", None, {"kind": "from_team", "number": 1}, "",
    ),
    f"{THREAD}/messages": (
        wrote, lambda s: team(s).try_answer(s.thread["id"], "Yes"),
        "message", "added", None, {"kind": "from_team", "number": 2}, "",
    ),
    f"{THREAD}/assignee": (
        wrote,
        lambda s: team(s).act(
            s.thread["id"],
            "assignee",
            account_id=team(s).thread(s.thread["id"])["people"][0]["id"],
        ),
        "thread", "changed", {"assigned_name": None}, {"assigned_name": "Coordinator miami"}, "",
    ),
    f"{THREAD}/labels": (
        wrote, label, "thread", "changed", {"topic": "visit"}, {"topic": "travel"}, "",
    ),
    f"{THREAD}/close": (
        wrote, lambda s: team(s).act(s.thread["id"], "close"),
        "thread", "changed", {"status": "open"}, {"status": "closed"}, "",
    ),
    f"{THREAD}/reopen": (
        closed, lambda s: team(s).act(s.thread["id"], "reopen"),
        "thread", "changed", {"status": "closed"}, {"status": "open"}, "",
    ),
    f"{THREAD}/merge": (
        wrote_twice, lambda s: team(s).act(s.thread["id"], "merge", into=s.other["id"]),
        "thread", "changed", {"status": "open"}, {"status": "merged"}, "",
    ),
    "POST /api/staff/announcements": (
        NOTHING, announce, "announcement", "added", None, {"recipients": 1}, "",
    ),
}  # fmt: skip
# Who has read what is no part of the record, and a search or preview only reads.
MESSAGES_QUIET = {
    "POST /api/me/messages/threads/<uuid:thread_id>/read",
    "POST /api/me/announcements/<uuid:announcement_id>/read",
    "POST /api/me/messages/search",
    f"{THREAD}/read",
    "POST /api/staff/messages/search",
    "POST /api/staff/announcements/preview",
}
