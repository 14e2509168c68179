"""A participant who writes and a team that answers, by the API."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from tests.support.claims import a_picture
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"


class Writer:
    """A participant, or her care partner, with a phone."""

    def __init__(
        self, portal: Portal, email: str = ELEANOR, *, phone: Browser | None = None
    ) -> None:
        self.portal = portal
        self.phone: Browser = phone or portal.browser(email)

    def messages(self) -> dict[str, Any]:
        return done(self.phone.get("/api/me/messages"))

    def body(self, text: str, thread: str | None = None, **more: Any) -> dict[str, Any]:
        return {
            "id": str(uuid4()),
            "thread_id": thread or str(uuid4()),
            "topic": "visit",
            "text": text,
            **more,
        }

    def write(self, text: str, thread: str | None = None, **more: Any) -> dict[str, Any]:
        """Send a message; the thread as she sees it then."""
        return done(self.phone.post("/api/me/messages", self.body(text, thread, **more)))

    def thread(self, thread: str) -> dict[str, Any]:
        return done(self.phone.get(f"/api/me/messages/threads/{thread}"))

    def read(self, thread: str) -> dict[str, Any]:
        """Look at all of it."""
        last = self.thread(thread)["messages"][-1]["id"]
        path = f"/api/me/messages/threads/{thread}/read"
        return done(self.phone.post(path, {"through": last}))

    def hand_in(self, content: bytes, name: str, file: str | None = None) -> TestResponse:
        data = {"file": (io.BytesIO(content), name)}
        return self.phone.call("POST", f"/api/me/message-files/{file or uuid4()}", data=data)

    def picture(self) -> str:
        """A picture that waits for its message; its id."""
        return str(done(self.hand_in(a_picture(), "photo.jpg"))["id"])


class Team:
    """Somebody of the team at the home site."""

    def __init__(
        self,
        portal: Portal,
        role: Role = Role.COORDINATOR,
        *,
        desk: Browser | None = None,
    ) -> None:
        self.portal = portal
        self.desk: Browser = desk or portal.at_desk(role).browser

    def threads(self, waiting: str = "ours", **more: Any) -> dict[str, Any]:
        query = {"waiting": waiting, **more}
        return done(self.desk.get("/api/staff/threads", query_string=query))

    def thread(self, thread: str) -> dict[str, Any]:
        return done(self.desk.get(f"/api/staff/threads/{thread}"))

    def try_answer(self, thread: str, text: str, **more: Any) -> TestResponse:
        seen = more.pop("seen", None)
        if seen is None:
            seen = self.thread(thread)["last_number"]
        body = {"id": str(uuid4()), "text": text, "seen": seen, **more}
        return self.desk.post(f"/api/staff/threads/{thread}/messages", body)

    def answer(self, thread: str, text: str, **more: Any) -> dict[str, Any]:
        return done(self.try_answer(thread, text, **more))

    def act(self, thread: str, what: str, **body: Any) -> TestResponse:
        """One of: assignee, labels, close, reopen, merge; with the version as it is now."""
        version = body.pop("version", None)
        if version is None:
            version = self.thread(thread)["version"]
        return self.desk.post(f"/api/staff/threads/{thread}/{what}", {"version": version, **body})
