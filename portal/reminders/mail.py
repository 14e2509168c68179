"""A notice as a mail: that something waits, where to see it, and how to be told otherwise."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from portal.language import best, say
from portal.mail import Mail

_IN_ADDRESSES = string.punctuation.translate(str.maketrans("", "", '"<>\\^`{|}'))
_BETWEEN = re.compile(r"\n\s*\n")
_PARAGRAPH = '<p dir="auto" style="margin: 0 0 16px;">{}</p>'


def compose(
    *,
    to: str,
    language: str,
    title: str,
    text: str,
    page: str,
    settings: str,
    unsubscribe: str | None,
    message_id: str,
) -> Mail:
    """The mail, in plain text and HTML, with nothing in it but what is given.

    `page` is opened by its one button, `settings` is where people choose how they are told.
    `unsubscribe` takes the POST of RFC 8058 and goes into the headers only, where no person follows
    it; None for what cannot be turned off. `message_id`: as :class:`portal.mail.Mail` has it.
    """
    spoken = best([language])
    words = _Words(
        language=spoken,
        title=" ".join(title.split()),
        paragraphs=_BETWEEN.split("\n".join(text.strip().splitlines())),
        small=_small(spoken, always=unsubscribe is None),
        open=say("mail.notice_open", spoken),
        choose=say("mail.notice_choose", spoken),
    )
    page, settings = _address(page), _address(settings)
    return Mail(
        to=to,
        subject=words.title,
        text=_plain(words, page, settings),
        html=_html(words, page, settings),
        headers=_headers(spoken, unsubscribe),
        message_id=message_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What both parts of the mail say."""

    language: str
    title: str
    paragraphs: list[str]
    small: list[str]
    open: str
    choose: str


def _small(language: str, *, always: bool) -> list[str]:
    found = [say("mail.notice_privacy", language), say("mail.notice_why", language)]
    return [*found, say("mail.notice_always", language)] if always else found


def _plain(words: _Words, page: str, settings: str) -> str:
    parts = [words.title, *words.paragraphs, f"{words.open}:\n{page}"]
    parts += [*words.small, f"{words.choose}:\n{settings}"]
    return "\n\n".join(parts) + "\n"


def _html(words: _Words, page: str, settings: str) -> str:
    return _template().substitute(
        language=words.language,
        title=escape(words.title),
        text="\n".join(_PARAGRAPH.format(_lines(paragraph)) for paragraph in words.paragraphs),
        page=escape(page),
        open=escape(words.open),
        small=escape(" ".join(words.small)),
        settings=escape(settings),
        choose=escape(words.choose),
    )


def _headers(language: str, unsubscribe: str | None) -> dict[str, str]:
    headers = {"Content-Language": language}
    if unsubscribe is not None:
        headers["List-Unsubscribe"] = f"<{_address(unsubscribe)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _address(text: str) -> str:
    """The address as one word of ASCII, whatever stands in it: it can end neither its line nor its
    brackets nor its attribute."""
    return quote(text, safe=_IN_ADDRESSES, errors="replace")


def _lines(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.split("\n"))


@cache
def _template() -> string.Template:
    path = Path(__file__).with_name("notice.html")
    return string.Template(path.read_text(encoding="utf-8"))
