"""Sending mail. `Mailer` and `Post` are what the portal needs; SMTP and the demo's folder fulfil
them."""

from __future__ import annotations

import json
import re
import smtplib
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage, Message
from email.policy import EmailPolicy, Policy
from email.utils import make_msgid
from pathlib import Path
from typing import Protocol

import structlog

from portal.outcome import PATIENCE_SECONDS, Outcome, in_turn
from portal.smtp import Line, connect

log = structlog.get_logger("portal.mail")

TRIES = 3


@dataclass(frozen=True, slots=True)
class Mail:
    """`html`: the same words for readers that show it. `headers`: more of them. `message_id`: what
    stands before the @ of the Message-ID, the same in each try, so that a repeat is known as such;
    None: one of its own."""

    to: str
    subject: str
    text: str
    html: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    message_id: str | None = None


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Take `mail` for sending and return at once."""

    def close(self) -> None:
        """Wait until everything taken has been sent or given up."""


class Post(Protocol):
    def deliver(self, mails: Sequence[Mail]) -> list[Outcome]:
        """Try each mail once, now; one outcome a mail, in their order. Never raises for a mail."""


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header that is never folded: folding would turn a long address into an encoded word,
    which nobody reads as an address."""

    def fold(self, *, policy: Policy[Message]) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_registry = HeaderRegistry()
_registry.map_to_type("list-unsubscribe", _OneLine)
_POLICY = EmailPolicy(header_factory=_registry)


def as_message(mail: Mail, *, sender: str) -> EmailMessage:
    """The mail as it goes over the wire. Raises ValueError, IndexError or MessageError where its
    address is not one address, or a header holds more than one line of text."""
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = _line(mail.subject)
    message["Date"] = datetime.now(UTC)
    message["Message-ID"] = (
        f"<{_line(mail.message_id)}@{domain}>" if mail.message_id else make_msgid(domain=domain)
    )
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html")
    for name, value in mail.headers.items():
        message[name] = _line(value)
    return message


def _line(text: str) -> str:
    """`text`, if it is one line. The email package lets a break at its end pass, which would end
    the headers there."""
    if _CONTROL.search(text):
        raise ValueError("a header is one line of text")
    return text


class SmtpMailer:
    """Sends through a mail server from a background thread, so that a request never waits for it.

    `url`: as :func:`portal.smtp.connect` has it.
    """

    def __init__(self, url: str, *, sender: str) -> None:
        self._url = url
        self._sender = sender
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")

    def send(self, mail: Mail) -> None:
        future = self._pool.submit(self._send_with_retries, mail)
        future.add_done_callback(_log_failure)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def _send_with_retries(self, mail: Mail) -> None:
        message = as_message(mail, sender=self._sender)
        for left in reversed(range(TRIES)):
            try:
                with connect(self._url) as server:
                    server.send_message(message)
                return
            except (OSError, smtplib.SMTPException) as error:
                permanent = isinstance(error, smtplib.SMTPRecipientsRefused)
                if permanent or not left:
                    raise
                log.warning("mail_retry", error=type(error).__name__)


def _log_failure(future: Future[None]) -> None:
    error = future.exception()
    if error is not None:
        log.error("mail_failed", error=type(error).__name__)


class SmtpPost:
    """Hands mails to a mail server at once, a batch over one connection.

    A mail that is refused harms no other. When the server cannot be reached, or the batch takes
    longer than `patience` seconds, the rest of it is for later. `url`: as
    :func:`portal.smtp.connect` has it.
    """

    def __init__(self, url: str, *, sender: str, patience: float = PATIENCE_SECONDS) -> None:
        self._url = url
        self._sender = sender
        self._patience = patience

    def deliver(self, mails: Sequence[Mail]) -> list[Outcome]:
        with Line(self._url) as line:
            return in_turn(mails, lambda mail: self._one(line, mail), patience=self._patience)

    def _one(self, line: Line, mail: Mail) -> Outcome:
        try:
            message = as_message(mail, sender=self._sender)
        except (ValueError, IndexError, MessageError) as error:
            log.warning("mail_unfit", error=type(error).__name__)
            return Outcome.REFUSED
        return line.carry(message)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail of the demo, as its mail page shows it."""

    id: str
    to: str
    subject: str
    text: str
    sent_at: str
    html: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    message_id: str | None = None


class FolderMailer:
    """The demo's mailer: keeps the latest mails as files in a folder and sends nothing."""

    KEEP = 50

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: Mail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)
        kept = KeptMail(id=uuid.uuid4().hex, sent_at=now.isoformat(), **asdict(mail))
        name = f"{now:%Y%m%dT%H%M%S%f}-{kept.id}.json"
        (self._folder / name).write_text(json.dumps(asdict(kept)), encoding="utf-8")
        for old in sorted(self._folder.glob("*.json"))[: -self.KEEP]:
            old.unlink(missing_ok=True)

    def deliver(self, mails: Sequence[Mail]) -> list[Outcome]:
        for mail in mails:
            self.send(mail)
        return [Outcome.ACCEPTED] * len(mails)

    def kept(self) -> list[KeptMail]:
        """The newest first."""
        paths = sorted(self._folder.glob("*.json"), reverse=True)
        return [KeptMail(**json.loads(path.read_text(encoding="utf-8"))) for path in paths]

    def close(self) -> None:
        pass
