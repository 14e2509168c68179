"""Conversations for the tests of the desk, made as people make them: by the API, each as herself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from PIL import Image
from playwright.sync_api import APIRequestContext, Browser

AS_THE_APP = {"X-Portal-Request": "1"}
ELEANOR = "eleanor@example.org"
ROSA = "rosa@example.org"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, without a screen."""

    ask: APIRequestContext
    address: str

    def get(self, path: str) -> Any:
        answer = self.ask.get(self.address + path)
        assert answer.ok, answer.text()
        return answer.json()

    def post(self, path: str, data: dict[str, Any]) -> Any:
        answer = self.ask.post(self.address + path, data=data, headers=AS_THE_APP)
        assert answer.ok, answer.text()
        return answer.json()

    def write(self, text: str, thread: str | None = None, **more: Any) -> str:
        """A message to the team; the id of its thread."""
        body = {
            "id": str(uuid4()),
            "thread_id": thread or str(uuid4()),
            "topic": "visit",
            "text": text,
            **more,
        }
        return str(self.post("/api/me/messages", body)["id"])

    def picture(self, size: tuple[int, int] = (300, 420)) -> str:
        """A picture that waits for its message; its id."""
        content = io.BytesIO()
        Image.new("RGB", size, (196, 164, 120)).save(content, "JPEG")
        file = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
        path = f"{self.address}/api/me/message-files/{uuid4()}"
        answer = self.ask.post(path, multipart={"file": file}, headers=AS_THE_APP)
        assert answer.ok, answer.text()
        return str(answer.json()["id"])

    def answer(self, thread: str, text: str, **more: Any) -> None:
        """An answer of the team, or a note."""
        seen = self.get(f"/api/staff/threads/{thread}")["last_number"]
        body = {"id": str(uuid4()), "text": text, "seen": seen, **more}
        self.post(f"/api/staff/threads/{thread}/messages", body)

    def texts(self, thread: str) -> list[str]:
        """What stands in a thread as the participant sees it."""
        found = self.get(f"/api/me/messages/threads/{thread}")
        return [message["text"] for message in found["messages"]]


@contextmanager
def signed_in(browser: Browser, address: str, email: str) -> Iterator[Person]:
    """One of the sample people, in a browser of her own."""
    context = browser.new_context()
    person = Person(context.request, address)
    answer = person.ask.post(
        f"{address}/api/demo/sign-in", data={"email": email}, headers=AS_THE_APP
    )
    assert answer.ok, answer.text()
    yield person
    context.close()
