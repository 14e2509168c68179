"""Connections to a mail server, protected and signed in as its address says."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.message import EmailMessage
from types import TracebackType
from urllib.parse import SplitResult, unquote, urlsplit

import structlog

from portal.outcome import Outcome

log = structlog.get_logger("portal.mail")

TIMEOUT_SECONDS = 15
NOT_SIGNED_IN = frozenset({530, 535, 538})
"""Refusals of the portal, not of a mail (RFC 4954)."""


def connect(url: str) -> smtplib.SMTP:
    """A connection that is ready to take mails. Raises OSError, of which SMTPException is one.

    `url`: smtp://[user:password@]host[:587] (STARTTLS where the server offers it; demanded when
    there is a password) or smtps://… (TLS from the start, 465).
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_SECONDS)
    try:
        _greet(server, parts, context)
    except BaseException:
        server.close()
        raise
    return server


def _greet(server: smtplib.SMTP, url: SplitResult, context: ssl.SSLContext) -> None:
    """Begin TLS where it has not begun yet, and sign in."""
    server.ehlo()
    if url.scheme != "smtps":
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif url.password:
            raise smtplib.SMTPNotSupportedError("no STARTTLS: the password is not sent")
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))


class Line:
    """One connection for many mails: opened with the first, and again where the server closed it
    between two of them. Once it cannot be opened, the server counts as gone."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._server: smtplib.SMTP | None = None
        self._gone = False

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            with suppress(OSError):  # what was taken stays taken
                self._server.quit()
            self._drop()

    def carry(self, message: EmailMessage) -> Outcome:
        """Hand over one message. Whatever becomes of it, the next one starts afresh."""
        if self._gone:
            return Outcome.LATER
        try:
            server = self._ready()
        except (OSError, UnicodeError) as error:  # UnicodeError: a host that cannot be one
            self._gone = True
            log.warning("mail_server_gone", error=type(error).__name__)
            return Outcome.LATER
        return self._hand_over(server, message)

    def _ready(self) -> smtplib.SMTP:
        # Asked before each mail: a connection that ends in the middle of one leaves unknown
        # whether it was taken, and what may have been taken is not sent again at once.
        if self._server is not None and not _listens(self._server):
            self._drop()
        if self._server is None:
            self._server = connect(self._url)
        return self._server

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> Outcome:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            return _answered(*(code for code, _ in error.recipients.values()))
        except smtplib.SMTPDataError as error:
            return _answered(error.smtp_code)
        except smtplib.SMTPSenderRefused as error:  # for the operator to mend: every mail has it
            log.warning("mail_sender_refused", code=error.smtp_code)
            return Outcome.LATER
        except smtplib.SMTPNotSupportedError:  # an address in letters that the server cannot read
            return Outcome.REFUSED
        except OSError as error:
            self._drop()
            log.warning("mail_connection_lost", error=type(error).__name__)
            return Outcome.LATER
        except (ValueError, MessageError) as error:
            self._drop()  # it may stand between two commands
            log.warning("mail_unfit", error=type(error).__name__)
            return Outcome.REFUSED
        return Outcome.ACCEPTED

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def _listens(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] == 250
    except OSError:
        return False


def _answered(*codes: int) -> Outcome:
    """What a refusal with these codes means: 5xx is for good (RFC 5321, 4.2.1)."""
    log.warning("mail_not_taken", codes=codes)
    for_good = all(500 <= code < 600 and code not in NOT_SIGNED_IN for code in codes)
    return Outcome.REFUSED if for_good else Outcome.LATER
