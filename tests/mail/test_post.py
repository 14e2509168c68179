"""A batch of mails over one connection: an outcome each, and no mail pays for another."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from portal.mail import FolderMailer, Mail, Post, SmtpPost
from portal.outcome import Outcome
from portal.reminders.mail import compose
from tests.mail.conftest import Open

ACCEPTED, REFUSED, LATER = Outcome.ACCEPTED, Outcome.REFUSED, Outcome.LATER
PASSWORD = "p%40ssword%2F1"


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured


def to(*names: str) -> list[Mail]:
    return [
        Mail(f"{name}@example.org", f"For {number}", "Hello", message_id=f"notice-{number}")
        for number, name in enumerate(names)
    ]


def deliver(address: str, mails: list[Mail], **options: Any) -> list[Outcome]:
    url = address if "://" in address else f"smtp://{address}"
    return SmtpPost(url, sender="portal@example.org", **options).deliver(mails)


def test_a_batch_travels_over_one_connection(open_post: Open) -> None:
    post, address = open_post()
    assert deliver(address, to("rosa", "maria", "ana")) == [ACCEPTED] * 3
    assert post.recipients == [f"{name}@example.org" for name in ("rosa", "maria", "ana")]
    assert len(post.connections) == 1


def test_an_empty_batch_asks_nobody(lines: list[Any]) -> None:
    assert deliver("127.0.0.1:9", []) == []
    assert lines == []


def test_a_repeat_has_the_same_message_id(open_post: Open) -> None:
    post, address = open_post()
    for _ in range(2):
        deliver(address, to("rosa"))
    assert [m["Message-ID"] for m in post.messages] == ["<notice-0@example.org>"] * 2


def test_words_in_html_travel_beside_the_plain_ones(open_post: Open) -> None:
    post, address = open_post()
    html = "<p>¡Hola! " + "ñ" * 3000 + "</p>"
    mail = Mail("rosa@example.org", "S", "¡Hola!\n", html, {"Content-Language": "es"})
    assert deliver(address, [mail]) == [ACCEPTED]
    (message,) = post.messages
    assert message.get_content_type() == "multipart/alternative"
    plain, rich = message.iter_parts()
    assert (plain.get_content_type(), plain.get_content().strip()) == ("text/plain", "¡Hola!")
    assert (rich.get_content_type(), rich.get_content().strip()) == ("text/html", html)
    assert message["Content-Language"] == "es"
    assert all(len(line) <= 998 for line in post.raw[0].split(b"\r\n"))


def test_a_long_address_in_a_header_stays_one_that_can_be_followed(open_post: Open) -> None:
    post, address = open_post()
    link = f"<https://portal.example.org/stop/{'a' * 300}>"
    deliver(address, [Mail("rosa@example.org", "S", "T", headers={"List-Unsubscribe": link})])
    assert f"\r\nList-Unsubscribe: {link}\r\n".encode() in post.raw[0]


def test_a_notice_arrives_whole_through_a_real_server(open_post: Open) -> None:
    post, address = open_post()
    stop = "https://portal.example.org/stop/" + "x" * 90
    notice = compose(
        to="rosa@example.org",
        language="es",
        title="Se acerca una cita — موعد 🌷",
        text="Abra el portal para ver cuándo y dónde.\n.\n" + "ñ " * 3000,
        page="https://portal.example.org/schedule",
        settings="https://portal.example.org/me/notices",
        unsubscribe=stop,
        message_id="notice-1",
    )
    assert deliver(address, [notice]) == [ACCEPTED]
    (message,) = post.messages
    assert message["Subject"] == notice.subject
    assert message["Content-Language"] == "es"
    assert message["List-Unsubscribe"] == f"<{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, rich = (part.get_content().replace("\r\n", "\n") for part in message.iter_parts())
    assert (plain, rich.strip()) == (notice.text, (notice.html or "").strip())


# What servers answer


def test_one_address_that_does_not_exist_harms_no_other(open_post: Open, lines: list[Any]) -> None:
    post, address = open_post()
    batch = to("rosa", "unknown", "maria", "full", "ana")
    assert deliver(address, batch) == [ACCEPTED, REFUSED, ACCEPTED, LATER, ACCEPTED]
    assert [mail.to for mail in batch if mail.to in post.recipients] == post.recipients
    assert len(post.recipients) == 3
    assert len(post.connections) == 1
    for personal in ("example.org", "Hello", "No such person"):
        assert personal not in json.dumps(lines)


@pytest.mark.parametrize(("mood", "outcome"), [("busy", LATER), ("strict", REFUSED)])
def test_what_a_server_says_of_a_mail_holds_for_that_mail(
    open_post: Open, mood: str, outcome: Outcome
) -> None:
    post, address = open_post("kind", mood)
    assert deliver(address, to("rosa", "maria", "ana")) == [ACCEPTED, outcome, ACCEPTED]
    assert post.recipients == ["rosa@example.org", "ana@example.org"]


def test_a_server_that_closes_between_two_mails_is_called_again(
    open_post: Open, lines: list[Any]
) -> None:
    post, address = open_post("rude", "kind", "rude")
    assert deliver(address, to("rosa", "maria", "ana", "eva")) == [ACCEPTED] * 4
    assert len(post.raw) == 4
    assert len(post.connections) == 3
    assert lines == []


def test_a_mail_during_which_the_line_drops_is_for_later_and_the_next_goes_on(
    open_post: Open,
) -> None:
    """Nobody knows whether the server took it: it is not sent again at once."""
    post, address = open_post("kind", "gone")
    assert deliver(address, to("rosa", "maria", "ana")) == [ACCEPTED, LATER, ACCEPTED]
    assert post.recipients == ["rosa@example.org", "ana@example.org"]


def test_when_the_server_is_gone_the_rest_is_for_later(open_post: Open, lines: list[Any]) -> None:
    _, address = open_post("kind", "last")
    assert deliver(address, to("rosa", "maria", "ana", "eva")) == [ACCEPTED, ACCEPTED, LATER, LATER]
    assert [line["event"] for line in lines] == ["mail_server_gone"]


def test_no_server_is_asked_once_for_a_whole_batch(lines: list[Any]) -> None:
    assert deliver("127.0.0.1:9", to("rosa", "maria", "ana")) == [LATER] * 3
    assert [line["event"] for line in lines] == ["mail_server_gone"]


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".example.org"])
def test_a_server_that_cannot_be_found_is_no_mails_fault(host: str) -> None:
    assert deliver(f"smtp://{host}", to("rosa", "maria")) == [LATER] * 2


def test_a_server_that_does_not_answer_is_left_after_a_while(
    open_post: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.smtp.TIMEOUT_SECONDS", 0.3)
    post, address = open_post("slow", "slow")
    try:
        assert deliver(address, to("rosa", "maria", "ana"), patience=0.2) == [LATER] * 3
        assert post.tries == 1
    finally:
        post.hurry.set()


def test_what_is_not_tried_in_time_is_for_later(open_post: Open) -> None:
    post, address = open_post()
    assert deliver(address, to("rosa", "maria"), patience=0) == [LATER] * 2
    assert post.tries == 0


# Mails that cannot be sent


@pytest.mark.parametrize(
    "mail",
    [
        Mail("rosa@example.org\r\nBcc: everyone@example.org", "S", "T"),
        Mail("rosa@example.org, everyone@example.org", "S", "T"),
        Mail("", "S", "T"),
        Mail("rósa@example.org", "S", "T"),
        Mail("rosa@example.org", "S\r\nBcc: everyone@example.org", "T"),
        Mail("rosa@example.org", "S\n", "T"),
        Mail("rosa@example.org", "S", "T \ud800"),
        Mail("rosa@example.org", "S", "T", headers={"X-Note": "a\r\nBcc: everyone@example.org"}),
        Mail("rosa@example.org", "S", "T", headers={"List-Unsubscribe": "<https://a>\nX: 1"}),
        Mail("rosa@example.org", "S", "T", headers={"List-Unsubscribe": "<https://a>\n"}),
        Mail("rosa@example.org", "S", "T", headers={"List-Unsubscribe": "<https://a>\x00"}),
        Mail("rosa@example.org", "S", "T", headers={"List-Unsubscribe": "<https://á>"}),
        Mail("rosa@example.org", "S", "T", headers={"To": "everyone@example.org"}),
        Mail("rosa@example.org", "S", "T", message_id="1>\r\nBcc: everyone@example.org"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_refused_and_harms_no_other(
    open_post: Open, lines: list[Any], mail: Mail
) -> None:
    post, address = open_post()
    assert deliver(address, [*to("eva"), mail, *to("ana")]) == [ACCEPTED, REFUSED, ACCEPTED]
    assert post.recipients == ["eva@example.org", "ana@example.org"]
    assert "everyone" not in json.dumps(lines)


# TLS and passwords


@pytest.mark.usefixtures("trusting")
def test_a_password_travels_in_tls(open_post: Open, tls: ssl.SSLContext) -> None:
    post, address = open_post(tls_context=tls, require_starttls=True, logins=True)
    assert deliver(f"smtp://us%40er:{PASSWORD}@{address}", to("rosa", "ana")) == [ACCEPTED] * 2
    assert post.logins == [(b"us@er", b"p@ssword/1")]
    assert post.encrypted == [True, True]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_is_never_sent_without_tls(open_post: Open) -> None:
    post, address = open_post(auth_require_tls=False, logins=True)
    assert deliver(f"smtp://user:{PASSWORD}@{address}", to("rosa")) == [LATER]
    assert (post.logins, post.raw) == ([], [])


def test_a_server_whose_certificate_nobody_trusts_gets_nothing(
    open_post: Open, tls: ssl.SSLContext
) -> None:
    post, address = open_post(tls_context=tls)
    assert deliver(f"smtp://user:{PASSWORD}@{address}", to("rosa")) == [LATER]
    assert (post.logins, post.raw) == ([], [])


@pytest.mark.usefixtures("trusting")
def test_a_wrong_password_is_the_operators_fault_and_loses_no_mail(
    open_post: Open, tls: ssl.SSLContext, lines: list[Any]
) -> None:
    post, address = open_post(tls_context=tls, require_starttls=True, logins=True)
    assert deliver(f"smtp://user:wrong-word@{address}", to("rosa", "ana")) == [LATER] * 2
    assert post.raw == []
    assert [line.get("error") for line in lines] == ["SMTPAuthenticationError"]


@pytest.mark.usefixtures("trusting")
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_server_that_wants_a_password_that_was_not_set_loses_no_mail(
    open_post: Open, tls: ssl.SSLContext
) -> None:
    post, address = open_post(tls_context=tls, require_starttls=True, logins=True)
    assert deliver(address, to("rosa", "ana")) == [LATER] * 2
    assert post.raw == []


# The demo


def test_the_demos_folder_takes_a_batch_and_keeps_all_of_it(tmp_path: Path) -> None:
    post: Post = FolderMailer(tmp_path)
    mail = Mail("rosa@example.org", "S", "T", "<p>T</p>", {"Content-Language": "en"}, "notice-1")
    assert post.deliver([mail, *to("ana")]) == [ACCEPTED] * 2
    newest, kept = FolderMailer(tmp_path).kept()
    assert newest.to == "ana@example.org"
    assert (kept.html, kept.headers, kept.message_id) == (mail.html, mail.headers, "notice-1")
