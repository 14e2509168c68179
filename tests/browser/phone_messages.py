"""The screens of messages on the phone, what is written for them, and what the desk answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Page, expect

from tests.browser.phone_screens import go, settle
from tests.browser.words import say
from tests.files import samples

COORDINATOR = "grace.okafor@example.org"
HEADERS = {"X-Portal-Request": "1"}

ASKED = "The scan is early, and I am tired. May I come later that day?"
CORRECTED = "The scan is early, and I am tired. May I come at 11?"
ANSWERED = "Of course. We have booked 11:15 for you. Please eat nothing after 7."
WITH_PAPER = "Here is the way to the new entrance."
LONG_WORD = "W" * 180
HOSTILE = f'<script>document.title = "taken"</script> =1+1 {LONG_WORD}'
OFFLINE = "I have lost my card."
TOLD = {
    "title": {"en": "The clinic is closed on Friday", "es": "La clínica cierra el viernes"},
    "text": {"en": "We are back on Monday.", "es": "Volvemos el lunes."},
}
WRITTEN = (ASKED, CORRECTED, ANSWERED, WITH_PAPER, HOSTILE, OFFLINE, "map.pdf", "IMG_0001.jpg")


class Desk:
    """The study team as the API knows it, beside the phone."""

    def __init__(self, request: APIRequestContext, address: str) -> None:
        self.request, self.address = request, address

    def post(self, path: str, data: dict[str, object]) -> Any:
        answer = self.request.post(self.address + path, data=data, headers=HEADERS)
        assert answer.ok, answer.text()
        return answer.json()

    def thread(self, thread_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.request.get(
            f"{self.address}/api/staff/threads/{thread_id}"
        ).json()
        return found

    def answer(self, thread_id: str, text: str, *files: str) -> None:
        """Answer what has been written so far."""
        last = max(message["number"] for message in self.thread(thread_id)["messages"])
        path = f"/api/staff/threads/{thread_id}/messages"
        self.post(path, {"id": str(uuid4()), "text": text, "files": list(files), "seen": last})

    def hand_in(self, thread_id: str, name: str, kind: str, data: bytes) -> str:
        """A file for an answer; its id."""
        person = self.thread(thread_id)["participant"]["id"]
        file_id = str(uuid4())
        answer = self.request.post(
            f"{self.address}/api/staff/participants/{person}/message-files/{file_id}",
            multipart={"file": {"name": name, "mimeType": kind, "buffer": data}},
            headers=HEADERS,
        )
        assert answer.ok, answer.text()
        return file_id

    def announce(self) -> None:
        [study] = self.request.get(f"{self.address}/api/staff/announcements").json()["studies"][:1]
        sites = [site["id"] for site in study["sites"]]
        said = {**TOLD, "audience": {"study_id": study["id"], "site_ids": sites}}
        expected = self.post("/api/staff/announcements/preview", said)["recipients"]
        self.post("/api/staff/announcements", {**said, "id": str(uuid4()), "expected": expected})


@contextmanager
def at_desk(page: Page, address: str, email: str = COORDINATOR) -> Iterator[Desk]:
    """A session of the team's own."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context()
    desk = Desk(context.request, address)
    desk.post("/api/demo/sign-in", {"email": email})
    yield desk
    context.close()


def write(page: Page, address: str, text: str, **more: object) -> str:
    """A message of whoever is signed in on the phone; the id of its conversation."""
    thread_id = str(more.pop("thread_id", uuid4()))
    body = {"id": str(uuid4()), "thread_id": thread_id, "topic": "visit", "text": text, **more}
    answer = page.context.request.post(f"{address}/api/me/messages", data=body, headers=HEADERS)
    assert answer.ok, answer.text()
    return thread_id


def newest(page: Page, address: str, thread_id: str) -> dict[str, Any]:
    shown = page.context.request.get(f"{address}/api/me/messages/threads/{thread_id}").json()
    found: dict[str, Any] = shown["messages"][-1]
    return found


def talk(page: Page, address: str) -> str:
    """A conversation with a correction, an answer with a document, and what means harm."""
    thread_id = write(page, address, ASKED, visit_id=_visit(page, address))
    wrong = newest(page, address, thread_id)["id"]
    write(page, address, CORRECTED, thread_id=thread_id, corrects=wrong)
    with at_desk(page, address) as desk:
        desk.answer(thread_id, ANSWERED)
        paper = desk.hand_in(thread_id, "map.pdf", "application/pdf", samples.pdf(2))
        photo = desk.hand_in(thread_id, "IMG_0001.jpg", "image/jpeg", samples.phone_photo())
        desk.answer(thread_id, WITH_PAPER, photo, paper)
        desk.announce()
    write(page, address, HOSTILE, topic="other")
    return thread_id


def _visit(page: Page, address: str) -> str | None:
    found = page.context.request.get(f"{address}/api/me/today").json()["next_visit"]
    return str(found["id"]) if found else None


def talking(page: Page, address: str, language: str) -> Iterator[str]:
    """Somebody who writes with the team, from the empty list on."""
    go(page, address, "/messages", language)
    yield "messages-before"
    thread_id = talk(page, address)
    go(page, address, "/messages", language)
    expect(page.get_by_text(say(language, "msg.new"), exact=True).first).to_be_visible()
    yield "messages"
    page.get_by_role("searchbox").fill("scan")
    page.get_by_role("button", name=say(language, "msg.search.do")).click()
    expect(page.get_by_role("button", name=say(language, "msg.search.clear"))).to_be_visible()
    yield "messages-found"
    page.get_by_role("button", name=say(language, "msg.search.clear")).click()
    page.get_by_role("link", name=TOLD["title"][language]).first.click()
    settle(page, language)
    yield "messages-announcement"
    go(page, address, f"/messages/{thread_id}", language)
    expect(page.get_by_text(ANSWERED)).to_be_visible()
    yield "messages-conversation"
    page.get_by_role("button", name="map.pdf").click()
    expect(page.get_by_role("dialog").get_by_role("img").first).to_be_visible()
    yield "messages-document"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=say(language, "msg.correct.what", when="")).first.click()
    expect(page.get_by_text(say(language, "msg.correcting"))).to_be_visible()
    yield "messages-correcting"
    page.get_by_role("button", name=say(language, "msg.correcting.stop")).click()
    yield from _beginning(page, address, language)


def _beginning(page: Page, address: str, language: str) -> Iterator[str]:
    go(page, address, "/messages/new", language)
    yield "messages-topic"
    page.get_by_role("main").get_by_role("button").last.click()
    page.get_by_role("button", name=say(language, "msg.send"), exact=True).click()
    expect(page.get_by_text(say(language, "msg.empty"))).to_be_visible()
    yield "messages-writing-refused"
    page.locator("input[type=file]").set_input_files(
        {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": samples.phone_photo()}
    )
    expect(
        page.get_by_role("button", name=say(language, "msg.file.open", name="IMG_0001.jpg"))
    ).to_be_visible()
    page.get_by_role("textbox").fill(OFFLINE)
    yield "messages-writing"
