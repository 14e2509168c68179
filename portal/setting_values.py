"""What the text of a setting may say. Each reader raises ValueError with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from portal.reminders import sms

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


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


def web_url(text: str) -> str:
    if not _is_address(text, "http", "https"):
        raise ValueError('write an address such as "https://portal.example.org"')
    return text.rstrip("/")


def smtp_url(text: str) -> str:
    if not _is_address(text, "smtp", "smtps") or not unquote(text).isascii():
        raise ValueError(
            'write "smtp://user:password@mail.example.org:587" or "smtps://…"; in the password '
            "write / as %2F, # as %23, ? as %3F, @ as %40, % as %25, and nothing but ASCII"
        )
    return text


def sms_url(text: str) -> str:
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


def mail_address(text: str) -> str:
    try:
        complete = bool(Address(addr_spec=text).domain)
    except (ValueError, MessageError, IndexError):
        complete = False
    if not complete:
        raise ValueError('write the address alone, such as "portal@example.org"')
    return text


def log_level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError("write DEBUG, INFO, WARNING or ERROR")
    return text.upper()
