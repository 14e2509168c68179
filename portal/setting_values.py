"""What the text of a setting may say. Each reader raises ValueError with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

WEB = ("http", "https")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*")
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?")


def path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def flag(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError('write "1" or "0"')


def count(least: int, most: int | None = None) -> Callable[[str], int]:
    """A whole number, `least` and `most` included."""

    def read(text: str) -> int:
        upwards = f"from {least}" if most is None else f"from {least} to {most}"
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise ValueError(f"write a whole number {upwards}")
        return number

    return read


def one_of(*words: str) -> Callable[[str], str]:
    """One of these words."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"write {' or '.join(words)}")
        return text.lower()

    return read


def web_url(text: str) -> str:
    if not _is_address(text, "http", "https"):
        raise ValueError('write an address such as "https://portal.example.org"')
    return text.rstrip("/")


def issuer(text: str) -> str:
    """The address of an OpenID provider, to the letter: its tokens name it so."""
    parts = urlsplit(text) if _is_address(text, *WEB) else None
    if parts is None or parts.query or parts.fragment or parts.username is not None:
        raise ValueError('write the issuer alone, such as "https://login.example.edu"')
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("it must begin with https:// away from this machine")
    return text


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def smtp_url(text: str) -> str:
    if not _is_address(text, "smtp", "smtps") or not unquote(text).isascii():
        raise ValueError(
            'write "smtp://user:password@mail.example.org:587" or "smtps://…"; in the password '
            "write / as %2F, # as %23, ? as %3F, @ as %40, % as %25, and nothing but ASCII"
        )
    return text


def sms_url(text: str) -> str:
    from portal.reminders import sms  # noqa: PLC0415 (large, and most portals have no gateway)

    if not sms.works(text):
        raise ValueError(
            "write an address of a gateway that apprise knows, such as "
            f'"twilio://account:token@from/{sms.TO}", whole, with {sms.TO} in place of the '
            "telephone number"
        )
    return text


def _is_address(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no number
        return False


def database_url(text: str) -> str:
    try:
        known = make_url(text).get_backend_name() in {"sqlite", "postgresql"}
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise ValueError("it must begin with sqlite:/// or postgresql+psycopg://")
    return text


def storage_url(text: str) -> str:
    if not _is_address(text, "s3", "gs", "az"):
        raise ValueError('write "s3://bucket/folder", or leave it empty for the data folder')
    return text


def place(text: str) -> str:
    """A folder, or the address of an object store."""
    return storage_url(text) if "://" in text else str(path(text))


def mail_address(text: str) -> str:
    try:
        complete = bool(Address(addr_spec=text).domain)
    except (ValueError, MessageError, IndexError):
        complete = False
    if not complete:
        raise ValueError('write the address alone, such as "portal@example.org"')
    return text


def contact(text: str) -> str:
    """An address at which somebody is reached, as RFC 8292 wants it."""
    if text.startswith("mailto:"):
        mail_address(text.removeprefix("mailto:"))
    elif not _is_address(text, "https"):
        raise ValueError('write "mailto:portal@example.org" or an https:// address')
    return text


def push_hosts(text: str) -> tuple[str, ...]:
    """Names in lower case, with "*." in front where any name below is meant, or whole origins."""
    found = tuple(text.lower().split())
    for each in found:
        if not (HOST.fullmatch(each) or (ORIGIN.fullmatch(each) and _is_address(each, *WEB))):
            raise ValueError(
                f'{each} is no host; write names such as "fcm.googleapis.com *.push.apple.com", '
                'or a whole origin such as "http://127.0.0.1:9999"'
            )
    return found


def log_level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError("write DEBUG, INFO, WARNING or ERROR")
    return text.upper()
