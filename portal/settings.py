"""Every setting of the portal: its name, meaning, default and type.

Settings come from environment variables that begin with ``PORTAL_``. They are read once, at
start; a value that makes no sense, or a secret that is missing, stops the start with a sentence
that says what to set.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "PORTAL_"


class SettingsError(Exception):
    """One or more settings are missing or make no sense; each argument is a sentence."""

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.args)


def _url_path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _flag(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError('write "1" or "0"')


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError("a port is a number from 1 to 65535")
    return port


def _web_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError('write an address such as "https://portal.example.org"')
    return text.rstrip("/")


def _smtp_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError('write "smtp://user:password@mail.example.org:587" or "smtps://…"')
    return text


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("write a whole number from 1")
    return number


def _networks(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    for part in parts:
        ipaddress.ip_network(part)
    return parts


def setting(
    default: str | None,
    meaning: str,
    parse: Callable[[str], Any] = str,
    *,
    secret: bool = False,
) -> Any:
    """A field of :class:`Settings`. `default` None means: empty unless set."""
    return field(
        metadata={"default": default, "meaning": meaning, "parse": parse, "secret": secret}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, typed and checked. Times are in the unit that the name says."""

    data_dir: Path = setting("portal-data", "folder for the embedded database and files", _url_path)
    database_url: str = setting(
        None,
        "database; empty: SQLite in the data folder. "
        "postgresql+psycopg://user:password@host/name for PostgreSQL",
        secret=True,
    )
    secret_key: str = setting(
        None,
        "at least 32 random characters; keys sign-in codes and calendar addresses",
        secret=True,
    )
    base_url: str = setting(
        "http://127.0.0.1:8000", "address at which people reach the portal", _web_url
    )
    host: str = setting("127.0.0.1", "address the server listens on")
    port: int = setting("8000", "port the server listens on", _port)
    server_threads: int = setting("8", "threads of each server process", _count)
    server_processes: int = setting("1", "server processes (PostgreSQL only above 1)", _count)
    trusted_proxies: int = setting(
        "0", "how many reverse proxies in front set X-Forwarded-For and -Proto", int
    )
    smtp_url: str = setting(
        None, "mail server; without it no sign-in code can be sent", _smtp_url, secret=True
    )
    mail_from: str = setting("portal@localhost", "sender of the portal's mails")
    session_idle_days: int = setting(
        "30", "a participant's session ends after so many days unused", _count
    )
    session_max_days: int = setting(
        "180", "a participant's session ends after so many days at the latest", _count
    )
    staff_session_idle_minutes: int = setting(
        "30", "a staff session ends after so many minutes unused", _count
    )
    staff_session_max_hours: int = setting(
        "12", "a staff session ends after so many hours at the latest", _count
    )
    metrics_token: str = setting(
        None, "bearer token for /metrics from other machines; empty: loopback only", secret=True
    )
    requests_per_minute: int = setting(
        "600", "API requests a minute from one network address", _count
    )
    sign_in_requests_per_minute: int = setting(
        "20", "requests for and with sign-in codes a minute from one network address", _count
    )
    max_request_bytes: int = setting("1000000", "largest request the API accepts", _count)
    frontend_dir: Path = setting(
        str(Path(__file__).parent.parent / "frontend" / "dist"), "the built app", _url_path
    )
    log_level: str = setting("INFO", "DEBUG, INFO, WARNING or ERROR")
    demo: bool = setting(
        "0",
        "1 fills and opens the demo: anyone may sign in as anyone. Never with real people",
        _flag,
    )

    @property
    def secure(self) -> bool:
        """Whether people reach the portal over TLS, so that cookies may demand it."""
        return self.base_url.startswith("https://")

    @property
    def staff_idle(self) -> timedelta:
        return timedelta(minutes=self.staff_session_idle_minutes)

    @property
    def staff_max(self) -> timedelta:
        return timedelta(hours=self.staff_session_max_hours)

    @property
    def participant_idle(self) -> timedelta:
        return timedelta(days=self.session_idle_days)

    @property
    def participant_max(self) -> timedelta:
        return timedelta(days=self.session_max_days)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of ``portal settings``."""

    name: str
    meaning: str
    default: str
    value: str


def load(environ: Mapping[str, str], *, needs_secrets: bool = True) -> Settings:
    """Read all settings. Raises SettingsError naming every one that is wrong or missing.

    `needs_secrets` is False for commands that neither serve nor send, such as a file check.
    """
    problems = [
        f"{name} is not a setting. `portal settings` lists them all."
        for name in sorted(environ)
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in _names()
    ]
    values: dict[str, Any] = {}
    for item in fields(Settings):
        text = environ.get(PREFIX + item.name.upper()) or item.metadata["default"] or ""
        try:
            values[item.name] = item.metadata["parse"](text) if text else ""
        except ValueError as error:
            problems.append(f"{PREFIX}{item.name.upper()}={text!r} does not work: {error}.")
    if problems:
        raise SettingsError(*problems)
    if not values["database_url"]:
        values["database_url"] = f"sqlite:///{values['data_dir'] / 'portal.sqlite3'}"
    settings = Settings(**values)
    if needs_secrets:
        _check_for_serving(settings)
    return settings


def describe(environ: Mapping[str, str]) -> list[SettingRow]:
    """Every setting with its present value, secrets masked, for ``portal settings``."""
    rows = []
    for item in fields(Settings):
        name = PREFIX + item.name.upper()
        value = environ.get(name, "")
        if value and item.metadata["secret"]:
            value = "(set, not shown)"
        default = item.metadata["default"] or ""
        rows.append(SettingRow(name, item.metadata["meaning"], default, value or default))
    return rows


def _names() -> set[str]:
    return {item.name for item in fields(Settings)}


def _check_for_serving(settings: Settings) -> None:
    problems = []
    if len(settings.secret_key) < 32:
        problems.append(
            "PORTAL_SECRET_KEY must be set to at least 32 random characters. One way to make "
            'them: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    if not settings.demo and not settings.smtp_url:
        problems.append(
            "PORTAL_SMTP_URL must name a mail server, or nobody can be sent a sign-in code."
        )
    if not settings.demo and not settings.secure and not _is_local(settings.base_url):
        problems.append(
            f"PORTAL_BASE_URL={settings.base_url} must begin with https:// away from this machine."
        )
    if settings.server_processes > 1 and settings.database_url.startswith("sqlite"):
        problems.append("PORTAL_SERVER_PROCESSES above 1 needs PostgreSQL (PORTAL_DATABASE_URL).")
    if problems:
        raise SettingsError(*problems)


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}
