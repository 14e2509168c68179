"""A notice as a mail: both parts say the same, in the person's language, and nothing breaks out."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest

from portal.language import languages, say
from portal.mail import Mail, as_message
from portal.reminders.mail import compose

PAGE = "https://portal.example.org/schedule"
SETTINGS = "https://portal.example.org/me/notices"
STOP = "https://portal.example.org/api/stop/" + "x" * 120
NOTICE: dict[str, Any] = {
    "to": "rosa@example.org",
    "language": "en",
    "title": "An appointment is coming up",
    "text": "Open the portal to see when and where.",
    "page": PAGE,
    "settings": SETTINGS,
    "unsubscribe": STOP,
    "message_id": "notice-1",
}


class Page(HTMLParser):
    """The tags of a page with what they say, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open and "head" not in self._open:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def arrived(mail: Mail) -> EmailMessage:
    """The mail as the one who gets it reads it."""
    message = as_message(mail, sender="portal@example.org")
    raw = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    return BytesParser(policy=default).parsebytes(raw)  # type: ignore[return-value]


def parts(mail: Mail) -> tuple[str, Page]:
    """The plain words and the page."""
    plain, rich = arrived(mail).iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert rich.get_content_type() == "text/html"
    return plain.get_content().replace("\r\n", "\n"), Page(rich.get_content())


@pytest.mark.parametrize("language", languages())
def test_both_parts_say_the_same_in_the_persons_language(language: str) -> None:
    plain, page = parts(compose(**NOTICE | {"language": language}))
    for words in (
        NOTICE["title"],
        NOTICE["text"],
        say("mail.notice_open", language),
        say("mail.notice_privacy", language),
        say("mail.notice_why", language),
        say("mail.notice_choose", language),
    ):
        assert words in plain
        assert words in page.text
    assert [link["href"] for link in page.all("a")] == [PAGE, SETTINGS]
    assert f"\n{PAGE}\n" in plain
    assert f"\n{SETTINGS}\n" in plain


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("en", "en"), ("es", "es"), ("es-MX", "es"), ("xx", "en"), ('"><b>', "en")],
)
def test_the_language_is_told_to_whoever_reads_it_aloud(asked: str, spoken: str) -> None:
    mail = compose(**NOTICE | {"language": asked})
    _, page = parts(mail)
    assert arrived(mail)["Content-Language"] == spoken
    assert {tag["lang"] for tag in (*page.all("html"), page.all("div")[0])} == {spoken}


def test_the_headers_are_those_of_a_notice() -> None:
    message = arrived(compose(**NOTICE))
    assert message["Subject"] == NOTICE["title"]
    assert message["To"] == "rosa@example.org"
    assert message["Message-ID"] == "<notice-1@example.org>"
    assert message.get_all("Auto-Submitted") == ["auto-generated"]
    assert message["List-Unsubscribe"] == f"<{STOP}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("language", languages())
def test_what_cannot_be_turned_off_says_so_and_offers_no_way(language: str) -> None:
    always = say("mail.notice_always", language)
    mail = compose(**NOTICE | {"unsubscribe": None, "language": language})
    message = arrived(mail)
    assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == (None, None)
    plain, page = parts(mail)
    assert always in plain
    assert always in page.text
    plain, page = parts(compose(**NOTICE | {"language": language}))
    assert always not in plain + page.text


def test_the_way_to_stop_them_is_in_the_headers_alone() -> None:
    """What scans mails for viruses opens each link in them."""
    plain, page = parts(compose(**NOTICE))
    assert STOP not in plain
    assert STOP not in str(page.tags)


def test_the_page_loads_nothing_and_follows_nobody() -> None:
    _, page = parts(compose(**NOTICE))
    assert {tag for tag, _ in page.tags} <= {
        *("html", "head", "meta", "title", "style", "body"),
        *("div", "h1", "p", "br", "a"),
    }
    for _, attributes in page.tags:
        assert not {"src", "srcset", "background", "ping", "onload"} & attributes.keys()
        assert "url(" not in (attributes.get("style") or "")
    assert "?" not in str(page.all("a"))


NASTY = [
    '<script>alert("1")</script>',
    "</title></head><img src=x onerror=alert(1)>",
    '"><a href="https://evil.example.org">here</a>',
    "&lt;b&gt; & {title} $page {0}",
    "Tiene una cita — ¿la ve? 🌷",
    "لديك موعد قادم",
    "\u202eabc",
    "word " * 4000,
    "x" * 20000,
]


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_any_words_arrive_as_they_are(words: str) -> None:
    words = words.strip()
    mail = compose(**NOTICE | {"title": words, "text": words})
    assert arrived(mail)["Subject"] == words
    plain, page = parts(mail)
    assert plain.startswith(f"{words}\n\n{words}\n\n")
    assert page.text.count(words) == 2
    assert [link["href"] for link in page.all("a")] == [PAGE, SETTINGS]
    assert [tag["dir"] for tag in (*page.all("h1"), page.all("p")[0])] == ["auto", "auto"]


BREAKS = ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\n\n"]


@pytest.mark.parametrize("where", ["title", "text", "page", "settings", "unsubscribe"])
@pytest.mark.parametrize("break_", BREAKS, ids=repr)
@pytest.mark.parametrize("end", ["Bcc: everyone@example.org", ""])
def test_a_line_break_starts_no_header(where: str, break_: str, end: str) -> None:
    mail = compose(**NOTICE | {where: NOTICE[where] + break_ + end})
    message = arrived(mail)
    assert message.keys() == arrived(compose(**NOTICE)).keys()
    assert message.get_content_type() == "multipart/alternative"
    assert message["Subject"].startswith(NOTICE["title"])
    _, page = parts(mail)
    assert len(page.all("a")) == 2


@pytest.mark.parametrize(
    "nasty", ['"><script>', "> <https://evil.example.org", "' x", "ñ🌷", "\ud800"]
)
def test_an_address_stays_one_word(nasty: str) -> None:
    address = f"https://portal.example.org/{nasty}"
    mail = compose(**NOTICE | {"page": address, "settings": address, "unsubscribe": address})
    stop = arrived(mail)["List-Unsubscribe"]
    assert stop.isascii()
    assert (stop[0], stop[-1]) == ("<", ">")
    assert not set(stop[1:-1]) & set('<>" ')
    _, page = parts(mail)
    assert [link["href"] for link in page.all("a")] == [stop[1:-1]] * 2


def test_an_address_is_given_as_it_is() -> None:
    address = "https://portal.example.org:8443/a%20b?c=d&e=f,g#h"
    mail = compose(**NOTICE | {"page": address, "unsubscribe": address})
    assert arrived(mail)["List-Unsubscribe"] == f"<{address}>"
    plain, page = parts(mail)
    assert f"\n{address}\n" in plain
    assert page.all("a")[0]["href"] == address


def test_paragraphs_and_lines_stay() -> None:
    plain, page = parts(compose(**NOTICE | {"text": "\nOne\r\ntwo\r\n\r\n\r\nThree\n"}))
    assert "\n\nOne\ntwo\n\nThree\n\n" in plain
    assert len(page.all("br")) == 1
    assert len(page.all("p")) == 2 + len(parts(compose(**NOTICE))[1].all("p")) - 1
