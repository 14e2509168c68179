"""Mail leaves through a real server: as it was meant, once, and never without its protection."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from portal.mail import Mail, SmtpMailer
from tests.mail.conftest import Open

TO = "rosa@example.org"
TEXT = "Su código es 1234 5678.\n\nVálido por 10 minutos — no lo comparta. 🌷\n. una línea\n"
PASSWORD = "p%40ssword%2F1"


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured


def send(address: str, *mails: Mail, sender: str = "portal@example.org") -> None:
    """Send, and wait until each is sent or given up."""
    mailer = SmtpMailer(address if "://" in address else f"smtp://{address}", sender=sender)
    for mail in mails:
        mailer.send(mail)
    mailer.close()


MAIL = Mail(TO, "Su código para entrar: ¿lo pidió usted?", TEXT)


def test_a_mail_arrives_as_it_was_written(open_post: Open) -> None:
    post, address = open_post()
    before = datetime.now(UTC) - timedelta(seconds=2)
    send(address, MAIL)
    (message,) = post.messages
    assert post.recipients == [TO]
    assert message["To"] == TO
    assert message["From"] == "portal@example.org"
    assert message["Subject"] == MAIL.subject
    assert message.get_content().replace("\r\n", "\n") == TEXT
    assert message.get_content_type() == "text/plain"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@example.org>")
    assert before < message["Date"].datetime <= datetime.now(UTC)


def test_what_is_sent_can_pass_every_server(open_post: Open) -> None:
    """7-bit headers, lines of at most 998 octets (RFC 5322), whatever the text."""
    post, address = open_post()
    send(address, Mail(TO, "ñ" * 200, "ü" * 5000))
    (raw,) = post.raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    (message,) = post.messages
    assert message["Subject"] == "ñ" * 200
    assert message.get_content().strip() == "ü" * 5000


def test_each_mail_has_an_id_of_its_own(open_post: Open) -> None:
    post, address = open_post()
    send(address, *(Mail(TO, "S", str(number)) for number in range(5)))
    assert len({message["Message-ID"] for message in post.messages}) == 5
    assert sorted(message.get_content().strip() for message in post.messages) == list("01234")


def test_who_sends_does_not_wait_for_the_server(open_post: Open) -> None:
    post, address = open_post("slow", "slow")
    mailer = SmtpMailer(f"smtp://{address}", sender="portal@example.org")
    for _ in range(10):
        mailer.send(MAIL)
    assert post.raw == []
    post.hurry.set()
    mailer.close()
    assert len(post.raw) == 10


@pytest.mark.parametrize("mood", ["busy", "gone"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_server_in_a_bad_mood_is_asked_again(
    open_post: Open, lines: list[Any], mood: str, times: int
) -> None:
    post, address = open_post(*[mood] * times)
    send(address, MAIL)
    assert len(post.raw) == 1
    assert [line["event"] for line in lines] == ["mail_retry"] * times


def test_after_three_tries_a_mail_is_given_up_and_logged_without_its_words(
    open_post: Open, lines: list[Any]
) -> None:
    post, address = open_post("gone", "busy", "gone")
    send(address, MAIL)
    assert post.raw == []
    assert lines[-1]["event"] == "mail_failed"
    assert lines[-1]["log_level"] == "error"
    for personal in (TO, "1234", "código", "rosa"):
        assert personal not in json.dumps(lines)
    send(address, MAIL)
    assert len(post.raw) == 1


def test_a_mail_taken_by_a_server_that_hangs_up_is_not_sent_twice(open_post: Open) -> None:
    post, address = open_post("rude")
    send(address, MAIL)
    assert len(post.raw) == 1


def test_no_server_is_logged_and_stops_nothing(lines: list[Any]) -> None:
    send("127.0.0.1:9", MAIL)
    assert [line["event"] for line in lines] == ["mail_retry", "mail_retry", "mail_failed"]


def test_an_address_that_the_server_does_not_know_is_tried_once(
    open_post: Open, lines: list[Any]
) -> None:
    post, address = open_post()
    send(address, Mail("unknown@example.org", "S", "T"), MAIL)
    assert post.tries == 2
    assert [line["event"] for line in lines] == ["mail_failed"]
    assert post.recipients == [TO]


@pytest.mark.parametrize(
    "to",
    [
        "rosa@example.org\r\nBcc: everyone@example.org",
        "rosa@example.org\nBcc: everyone@example.org",
        "rosa@example.org, everyone@example.org",
        "rosa@example.org;everyone@example.org",
        "Rosa <rosa@example.org>",
        "<rosa@example.org> everyone@example.org",
        "rosa@example.org\x00",
        "",
        "rosa",
    ],
)
def test_an_address_that_is_more_than_one_address_reaches_nobody(
    open_post: Open, lines: list[Any], to: str
) -> None:
    post, address = open_post()
    send(address, Mail(to, "S", "T"))
    assert (post.raw, post.recipients) == ([], [])
    assert [line["event"] for line in lines] == ["mail_failed"]
    assert "everyone" not in json.dumps(lines)


@pytest.mark.parametrize(
    "subject", ["Code\r\nBcc: everyone@example.org", "Code\nX-Evil: 1", "Code\n"]
)
def test_a_subject_cannot_become_a_header(open_post: Open, lines: list[Any], subject: str) -> None:
    post, address = open_post()
    send(address, Mail(TO, subject, "T"))
    assert (post.raw, post.recipients) == ([], [])


def test_a_line_with_a_dot_does_not_end_the_mail(open_post: Open) -> None:
    post, address = open_post()
    send(address, Mail(TO, "S", "before\n.\nafter\n"))
    (message,) = post.messages
    assert message.get_content().replace("\r\n", "\n") == "before\n.\nafter\n"


# TLS and passwords


@pytest.mark.usefixtures("trusting")
def test_where_the_server_offers_tls_the_mail_travels_in_it(
    open_post: Open, tls: ssl.SSLContext
) -> None:
    post, address = open_post(tls_context=tls)
    send(address, MAIL)
    assert post.encrypted == [True]


@pytest.mark.usefixtures("trusting")
def test_a_password_travels_in_tls_and_as_it_was_meant(
    open_post: Open, tls: ssl.SSLContext
) -> None:
    post, address = open_post(tls_context=tls, require_starttls=True, logins=True)
    send(f"smtp://us%40er:{PASSWORD}@{address}", MAIL)
    assert post.logins == [(b"us@er", b"p@ssword/1")]
    assert len(post.raw) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_is_never_sent_without_tls(open_post: Open, lines: list[Any]) -> None:
    post, address = open_post(auth_require_tls=False, logins=True)
    send(f"smtp://user:{PASSWORD}@{address}", MAIL)
    assert (post.logins, post.raw) == ([], [])
    assert lines[-1]["event"] == "mail_failed"
    assert "ssword" not in json.dumps(lines)


def test_a_server_whose_certificate_nobody_trusts_gets_nothing(
    open_post: Open, tls: ssl.SSLContext, lines: list[Any]
) -> None:
    post, address = open_post(tls_context=tls)
    send(f"smtp://user:{PASSWORD}@{address}", MAIL)
    assert (post.logins, post.raw) == ([], [])
    assert lines[-1]["event"] == "mail_failed"


@pytest.mark.usefixtures("trusting")
def test_a_wrong_password_is_told_in_the_log_without_it(
    open_post: Open, tls: ssl.SSLContext, lines: list[Any]
) -> None:
    post, address = open_post(tls_context=tls, require_starttls=True, logins=True)
    send(f"smtp://user:wrong-word@{address}", MAIL)
    assert post.raw == []
    assert lines[-1]["event"] == "mail_failed"
    assert lines[-1]["error"] == "SMTPAuthenticationError"
    assert "wrong-word" not in json.dumps(lines)


@pytest.mark.usefixtures("trusting")
def test_smtps_is_tls_from_the_first_byte(open_post: Open, tls: ssl.SSLContext) -> None:
    post, address = open_post(ssl_context=tls)
    send(f"smtps://{address}", MAIL)
    assert post.encrypted == [True]
