"""Sending mail. `Mailer` is what the portal needs; SMTP and the demo's folder fulfil it."""

from __future__ import annotations

import json
import smtplib
import ssl
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import structlog

log = structlog.get_logger("portal.mail")

TRIES = 3
TIMEOUT_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Take `mail` for sending and return at once."""

    def close(self) -> None:
        """Wait until everything taken has been sent or given up."""


class SmtpMailer:
    """Sends through a mail server from a background thread, so that a request never waits for it.

    `url`: smtp://[user:password@]host[:587] (STARTTLS where the server offers it; demanded when
    there is a password) or smtps://… (TLS from the start, 465).
    """

    def __init__(self, url: str, *, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")

    def send(self, mail: Mail) -> None:
        future = self._pool.submit(self._send_with_retries, mail)
        future.add_done_callback(_log_failure)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def _send_with_retries(self, mail: Mail) -> None:
        message = self._message(mail)
        for left in reversed(range(TRIES)):
            try:
                with self._connect() as server:
                    server.send_message(message)
                return
            except (OSError, smtplib.SMTPException) as error:
                permanent = isinstance(error, smtplib.SMTPRecipientsRefused)
                if permanent or not left:
                    raise
                log.warning("mail_retry", error=type(error).__name__)

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"] = Address(addr_spec=self._sender)
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = mail.subject
        message["Date"] = datetime.now(UTC)
        message["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        return message

    def _connect(self) -> smtplib.SMTP:
        host = self._url.hostname or ""
        context = ssl.create_default_context()
        if self._url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self._url.port or 465, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host, self._url.port or 587, timeout=TIMEOUT_SECONDS)
        try:
            self._greet(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """Begin TLS where it has not begun yet, and sign in."""
        server.ehlo()
        if self._url.scheme != "smtps":
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self._url.password:
                raise smtplib.SMTPNotSupportedError("no STARTTLS: the password is not sent")
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))


def _log_failure(future: Future[None]) -> None:
    error = future.exception()
    if error is not None:
        log.error("mail_failed", error=type(error).__name__)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail of the demo, as its mail page shows it."""

    id: str
    to: str
    subject: str
    text: str
    sent_at: str


class FolderMailer:
    """The demo's mailer: keeps the latest mails as files in a folder and sends nothing."""

    KEEP = 50

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: Mail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)
        kept = KeptMail(uuid.uuid4().hex, mail.to, mail.subject, mail.text, now.isoformat())
        name = f"{now:%Y%m%dT%H%M%S%f}-{kept.id}.json"
        (self._folder / name).write_text(json.dumps(asdict(kept)), encoding="utf-8")
        for old in sorted(self._folder.glob("*.json"))[: -self.KEEP]:
            old.unlink(missing_ok=True)

    def kept(self) -> list[KeptMail]:
        """The newest first."""
        paths = sorted(self._folder.glob("*.json"), reverse=True)
        return [KeptMail(**json.loads(path.read_text(encoding="utf-8"))) for path in paths]

    def close(self) -> None:
        pass
