"""Every setting of the portal: its name, meaning, default and type.

Settings come from environment variables that begin with ``PORTAL_``. They are read once, at
start; a value that makes no sense, or a secret that is missing, stops the start with a sentence
that says what to set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal import setting_values as values

PREFIX = "PORTAL_"
INSIDE, APART = "inside", "apart"


class SettingsError(Exception):
    """One or more settings are missing or make no sense; each argument is a sentence."""

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.args)


def setting(
    default: str | None,
    meaning: str,
    parse: Callable[[str], Any] = str,
    *,
    secret: bool = False,
) -> Any:
    """A field of :class:`Settings`. `default` None means: empty unless set."""
    return field(
        repr=not secret,
        metadata={"default": default, "meaning": meaning, "parse": parse, "secret": secret},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, typed and checked. Times are in the unit that the name says."""

    data_dir: Path = setting(
        "portal-data", "folder for the embedded database and files", values.path
    )
    database_url: str = setting(
        None,
        "database; empty: SQLite in the data folder. "
        "postgresql+psycopg://user:password@host/name for PostgreSQL",
        values.database_url,
        secret=True,
    )
    secret_key: str = setting(
        None,
        "at least 32 random characters; keys codes, calendar addresses and authenticator apps",
        secret=True,
    )
    base_url: str = setting(
        "http://127.0.0.1:8000", "address at which people reach the portal", values.web_url
    )
    host: str = setting("127.0.0.1", "address the server listens on")
    port: int = setting("8000", "port the server listens on", values.count(1, 65535))
    server_threads: int = setting("8", "threads of each server process", values.count(1))
    server_processes: int = setting(
        "1", "server processes (PostgreSQL only above 1)", values.count(1)
    )
    worker: str = setting(
        INSIDE,
        "inside: the server sends notices too; apart: `portal worker` does, in processes of its own",
        values.one_of(INSIDE, APART),
    )
    trusted_proxies: int = setting(
        "0", "how many reverse proxies in front set X-Forwarded-For and -Proto", values.count(0)
    )
    smtp_url: str = setting(
        None, "mail server; without it no sign-in code can be sent", values.smtp_url, secret=True
    )
    mail_from: str = setting(
        "portal@localhost", "sender of the portal's mails", values.mail_address
    )
    sms_url: str = setting(
        None,
        "SMS gateway as apprise writes it, with {to} for the telephone number; empty: no SMS",
        values.sms_url,
        secret=True,
    )
    session_idle_days: int = setting(
        "30", "a participant's session ends after so many days unused", values.count(1)
    )
    session_max_days: int = setting(
        "180", "a participant's session ends after so many days at the latest", values.count(1)
    )
    staff_session_idle_minutes: int = setting(
        "30", "a staff session ends after so many minutes unused", values.count(1)
    )
    staff_session_max_hours: int = setting(
        "12", "a staff session ends after so many hours at the latest", values.count(1)
    )
    oidc_issuer: str = setting(
        None,
        "issuer of your institution's OpenID provider; empty: staff have no single sign-on",
        values.issuer,
    )
    oidc_client_id: str = setting(None, "the portal's client id at that provider")
    oidc_client_secret: str = setting(
        None, "the portal's client secret at that provider", secret=True
    )
    oidc_name: str = setting(
        "single sign-on", 'what people call it, for example "Miami University sign-on"'
    )
    oidc_trusts_second_factor: tuple[str, ...] = setting(
        "mfa",
        "values of amr or acr by which the provider says that two factors were used, with spaces "
        "between; none: the portal asks for a second step of its own each time",
        values.words,
    )
    metrics_token: str = setting(
        None, "bearer token for /metrics from other machines; empty: loopback only", secret=True
    )
    requests_per_minute: int = setting(
        "600", "API requests a minute from one network address", values.count(1)
    )
    sign_in_requests_per_minute: int = setting(
        "20",
        "requests for and with sign-in codes a minute from one network address",
        values.count(1),
    )
    max_request_bytes: int = setting("1000000", "largest request the API accepts", values.count(1))
    max_upload_bytes: int = setting(
        "15000000", "largest file that somebody may hand in", values.count(1)
    )
    storage_url: str = setting(
        None,
        "where files are kept, for example s3://bucket/folder; empty: in the data folder",
        values.storage_url,
    )
    signing_keys: Path | None = setting(
        None,
        "folder of the sites' signing keys; empty: signing-keys in the data folder",
        values.path,
    )
    signing_passphrase: str = setting(
        None, "locks the sites' signing keys; empty: made from PORTAL_SECRET_KEY", secret=True
    )
    audit_key: Path | None = setting(
        None,
        "key that checkpoints of the history are signed with; empty: audit.pem in the data folder",
        values.path,
    )
    audit_checkpoints: str = setting(
        None,
        "where checkpoints of the history are kept, best on another machine: a folder or "
        "s3://bucket/folder; empty: audit-checkpoints in the data folder",
        values.place,
    )
    vapid_key: Path | None = setting(
        None,
        "key that push notifications are signed with; empty: vapid.pem in the data folder",
        values.path,
    )
    vapid_contact: str = setting(
        None,
        "where push services reach the operator, mailto:… or https://…; "
        "empty: the address of PORTAL_MAIL_FROM",
        values.contact,
    )
    push_hosts: tuple[str, ...] = setting(
        "fcm.googleapis.com updates.push.services.mozilla.com *.push.apple.com "
        "*.notify.windows.com",
        "push services that notifications may go to: names, *. for any name below, "
        "or whole origins such as http://127.0.0.1:9999 for a service of your own",
        values.push_hosts,
    )
    frontend_dir: Path = setting(
        str(Path(__file__).parent.parent / "frontend" / "dist"), "the built app", values.path
    )
    log_level: str = setting("INFO", "DEBUG, INFO, WARNING or ERROR", values.log_level)
    demo: bool = setting(
        "0",
        "1 fills and opens the demo: anyone may sign in as anyone. Never with real people",
        values.flag,
    )

    @property
    def secure(self) -> bool:
        """Whether people reach the portal over TLS, so that cookies may demand it."""
        return self.base_url.startswith("https://")

    @property
    def files_folder(self) -> Path | None:
        """The folder that files lie in, or None where they lie in an object store."""
        return None if self.storage_url else self.data_dir / "files"

    @property
    def keys_folder(self) -> Path:
        return self.signing_keys or self.data_dir / "signing-keys"

    @property
    def audit_file(self) -> Path:
        return self.audit_key or self.data_dir / "audit.pem"

    @property
    def checkpoints_place(self) -> str:
        """A folder, or the address of an object store."""
        return self.audit_checkpoints or str(self.data_dir / "audit-checkpoints")

    @property
    def vapid_file(self) -> Path:
        return self.vapid_key or self.data_dir / "vapid.pem"

    @property
    def push_contact(self) -> str:
        """What push services are told of the operator (RFC 8292, section 2.1)."""
        return self.vapid_contact or f"mailto:{self.mail_from}"

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
    found: dict[str, Any] = {}
    for item in fields(Settings):
        text = environ.get(PREFIX + item.name.upper()) or item.metadata["default"] or ""
        try:
            found[item.name] = item.metadata["parse"](text) if text else ""
        except ValueError as error:
            shown = "" if item.metadata["secret"] else f"={text!r}"
            problems.append(f"{PREFIX}{item.name.upper()}{shown} does not work: {error}.")
    if problems:
        raise SettingsError(*problems)
    if not found["database_url"]:
        found["database_url"] = f"sqlite:///{found['data_dir'] / 'portal.sqlite3'}"
    settings = Settings(**found)
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
    if len(settings.secret_key.strip()) < 32:
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
    problems += _lacking_for_sign_on(settings)
    if problems:
        raise SettingsError(*problems)


def _lacking_for_sign_on(settings: Settings) -> list[str]:
    """What is missing where single sign-on is set in part."""
    needed = {
        "PORTAL_OIDC_ISSUER": settings.oidc_issuer,
        "PORTAL_OIDC_CLIENT_ID": settings.oidc_client_id,
        "PORTAL_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
    }
    missing = [name for name, value in needed.items() if not value]
    if len(missing) in {0, len(needed)}:
        return []
    what = " and ".join(missing)
    text = f"{what} must be set too for single sign-on; your institution gives them to you when "
    return [text + "it registers the portal with its provider. Or set none of the three."]


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in values.LOOPBACK
