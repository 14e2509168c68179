"""Settings: what makes no sense stops the start with a sentence that says what to set."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from portal.settings import Settings, SettingsError, describe, load

GOOD = {
    "PORTAL_SECRET_KEY": "a key for tests only, long enough to pass",
    "PORTAL_SMTP_URL": "smtp://mail.example.org",
    "PORTAL_BASE_URL": "https://portal.example.org",
}
SECRETS = {
    "PORTAL_DATABASE_URL": "postgresql+psycopg://portal:hidden-word@db/portal",
    "PORTAL_SECRET_KEY": "hidden-word" * 4,
    "PORTAL_SMTP_URL": "smtp://user:hidden-word@mail.example.org:587",
    "PORTAL_SMS_URL": "json://user:hidden-word@sms.example.org/{to}",
    "PORTAL_METRICS_TOKEN": "hidden-word",
    "PORTAL_SIGNING_PASSPHRASE": "hidden-word",
}


def problems(**changed: str) -> list[str]:
    environment = GOOD | {f"PORTAL_{name}": value for name, value in changed.items()}
    with pytest.raises(SettingsError) as error:
        load(environment)
    return [str(problem) for problem in error.value.args]


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("PORT", "abc", "a whole number"),
        ("PORT", "0", "1 to 65535"),
        ("PORT", "65536", "1 to 65535"),
        ("PORT", "80.5", "a whole number"),
        ("BASE_URL", "portal.example.org", "https://portal.example.org"),
        ("BASE_URL", "ftp://portal.example.org", "https://portal.example.org"),
        ("BASE_URL", "https://", "https://portal.example.org"),
        ("BASE_URL", "https://portal.example.org:abc", "https://portal.example.org"),
        ("SMTP_URL", "mail.example.org", "smtp://"),
        ("SMTP_URL", "http://mail.example.org", "smtp://"),
        ("SMTP_URL", "smtp://mail.example.org:abc", "smtp://"),
        ("SMTP_URL", "smtp://user:p%C3%A4ssword@mail.example.org", "ASCII"),
        ("SMS_URL", "sms.example.org/{to}", "twilio://"),
        ("SMS_URL", "pigeon://sms.example.org/{to}", "twilio://"),
        ("SMS_URL", "json://{to}:abc", "twilio://"),
        ("SMS_URL", "twilio://account:token@from/{to}", "twilio://"),
        ("SMS_URL", "json://sms.example.org/13055550123", "{to}"),
        ("DATABASE_URL", "mysql://u:p@db/portal", "sqlite:/// or postgresql+psycopg://"),
        ("DATABASE_URL", "portal.sqlite3", "sqlite:/// or postgresql+psycopg://"),
        ("MAIL_FROM", "Portal <portal@example.org>", "portal@example.org"),
        ("MAIL_FROM", "portal", "portal@example.org"),
        ("MAIL_FROM", "a@example.org\r\nBcc: b@example.org", "portal@example.org"),
        ("SERVER_THREADS", "0", "a whole number from 1"),
        ("SERVER_THREADS", "many", "a whole number from 1"),
        ("TRUSTED_PROXIES", "-1", "a whole number from 0"),
        ("TRUSTED_PROXIES", "one", "a whole number from 0"),
        ("SESSION_IDLE_DAYS", "-3", "a whole number from 1"),
        ("MAX_REQUEST_BYTES", "1 MB", "a whole number from 1"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
        ("DEMO", "perhaps", '"1" or "0"'),
        ("STORAGE_URL", "a folder", "s3://bucket/folder"),
        ("STORAGE_URL", "s3:///folder", "s3://bucket/folder"),
        ("STORAGE_URL", "https://files.example.org", "s3://bucket/folder"),
        ("MAX_UPLOAD_BYTES", "15 MB", "a whole number from 1"),
        ("VAPID_CONTACT", "portal@example.org", "mailto:portal@example.org"),
        ("VAPID_CONTACT", "mailto:portal", "portal@example.org"),
        ("VAPID_CONTACT", "http://example.org", "https://"),
        ("PUSH_HOSTS", "push", "fcm.googleapis.com"),
        ("PUSH_HOSTS", "*", "fcm.googleapis.com"),
        ("PUSH_HOSTS", "a.*.com", "fcm.googleapis.com"),
        ("PUSH_HOSTS", "127.0.0.1", "http://127.0.0.1:9999"),
        ("PUSH_HOSTS", "http://127.0.0.1:9999/", "http://127.0.0.1:9999"),
        ("PUSH_HOSTS", "http://127.0.0.1:0", "http://127.0.0.1:9999"),
        ("PUSH_HOSTS", "http://127.0.0.1:99999", "http://127.0.0.1:9999"),
        ("PUSH_HOSTS", "http://user@127.0.0.1", "http://127.0.0.1:9999"),
        ("PUSH_HOSTS", "fcm.googleapis.com,web.push.apple.com", "fcm.googleapis.com"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_with_what_to_write(
    name: str, value: str, remedy: str
) -> None:
    (problem,) = problems(**{name: value})
    assert problem.startswith(f"PORTAL_{name}")
    assert remedy in problem
    assert "invalid literal" not in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_URL", "smpt://user:hidden-word@mail.example.org"),
        ("SMTP_URL", "smtp://user:hidden-word/@mail.example.org:587"),
        ("SMS_URL", "pigeon://user:hidden-word@sms.example.org/{to}"),
        ("SMS_URL", "twilio://hidden-word:hidden-word@from/{to}"),
        ("DATABASE_URL", "mysql://portal:hidden-word@db/portal"),
        ("DATABASE_URL", "postgresql://portal:hidden-word@db:abc/portal"),
        ("SECRET_KEY", "hidden-word"),
    ],
)
def test_a_secret_that_makes_no_sense_is_not_repeated(name: str, value: str) -> None:
    (problem,) = problems(**{name: value})
    assert problem.startswith(f"PORTAL_{name}")
    assert "hidden-word" not in problem


def test_every_problem_is_named_at_once() -> None:
    found = problems(PORT="abc", LOG_LEVEL="LOUD", COLOR="red")
    assert len(found) == 3


@pytest.mark.parametrize("name", ["PORTAL_COLOR", "PORTAL_", "PORTAL_SECRETKEY", "PORTAL_NAMES"])
def test_a_name_that_is_no_setting_is_told(name: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is not a setting. `portal settings`"):
        load(GOOD | {name: "1"})


def test_what_does_not_begin_with_portal_is_none_of_its_business() -> None:
    assert load(GOOD | {"PORT": "abc", "PATH": "/bin", "MY_PORTAL_PORT": "x"}).port == 8000


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, ["PORTAL_SECRET_KEY", "PORTAL_SMTP_URL"]),
        ({"PORTAL_SECRET_KEY": ""}, ["PORTAL_SECRET_KEY", "PORTAL_SMTP_URL"]),
        (GOOD | {"PORTAL_SECRET_KEY": "too short"}, ["PORTAL_SECRET_KEY"]),
        (GOOD | {"PORTAL_SECRET_KEY": " " * 40}, ["PORTAL_SECRET_KEY"]),
        (GOOD | {"PORTAL_BASE_URL": "http://portal.example.org"}, ["PORTAL_BASE_URL"]),
        (GOOD | {"PORTAL_SERVER_PROCESSES": "2"}, ["PORTAL_SERVER_PROCESSES"]),
        ({"PORTAL_DEMO": "1"}, ["PORTAL_SECRET_KEY"]),
        ({"PORTAL_DEMO": "0"}, ["PORTAL_SECRET_KEY", "PORTAL_SMTP_URL"]),
    ],
)
def test_what_serving_needs_and_lacks_is_named(
    environment: dict[str, str], named: list[str]
) -> None:
    with pytest.raises(SettingsError) as error:
        load(environment)
    assert [str(problem).partition(" ")[0].partition("=")[0] for problem in error.value.args] == (
        named
    )


@pytest.mark.parametrize(
    "more",
    [
        {"PORTAL_BASE_URL": "http://127.0.0.1:8000"},
        {"PORTAL_BASE_URL": "http://localhost"},
        {"PORTAL_BASE_URL": "http://[::1]:8000"},
        {
            "PORTAL_SERVER_PROCESSES": "2",
            "PORTAL_DATABASE_URL": "postgresql+psycopg://u:p@db/portal",
        },
        {"PORTAL_DEMO": "1", "PORTAL_SMTP_URL": "", "PORTAL_BASE_URL": "http://demo.example.org"},
    ],
)
def test_what_is_enough_for_serving_is_accepted(more: dict[str, str]) -> None:
    load(GOOD | more)


def test_commands_that_neither_serve_nor_send_need_no_secret(tmp_path: Path) -> None:
    found = load({"PORTAL_DATA_DIR": str(tmp_path)}, needs_secrets=False)
    assert found.database_url == f"sqlite:///{tmp_path / 'portal.sqlite3'}"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("port", "8123", 8123),
        ("demo", "yes", True),
        ("demo", "Off", False),
        ("base_url", "https://portal.example.org/", "https://portal.example.org"),
        ("data_dir", "here", Path("here").absolute()),
        ("data_dir", "~/portal", Path.home() / "portal"),
        ("log_level", "debug", "DEBUG"),
        ("trusted_proxies", "2", 2),
        ("port", "", 8000),
        ("signing_keys", "vault", Path("vault").absolute()),
        ("storage_url", "s3://bucket/folder", "s3://bucket/folder"),
        ("max_upload_bytes", "", 15_000_000),
        ("sms_url", "", ""),
        ("sms_url", "json://sms.example.org/?:to={to}", "json://sms.example.org/?:to={to}"),
        ("vapid_key", "vault/push.pem", Path("vault/push.pem").absolute()),
        ("vapid_contact", "https://example.org/contact", "https://example.org/contact"),
        ("push_hosts", "A.example.org  *.b.example.org", ("a.example.org", "*.b.example.org")),
        ("push_hosts", "http://127.0.0.1:9999", ("http://127.0.0.1:9999",)),
    ],
)
def test_a_value_is_read_as_what_it_means(name: str, text: str, value: Any) -> None:
    assert getattr(load(GOOD | {f"PORTAL_{name.upper()}": text}), name) == value


@pytest.mark.parametrize(
    ("address", "secure"),
    [("https://portal.example.org", True), ("http://localhost:8000", False)],
)
def test_cookies_demand_tls_where_there_is_tls(address: str, secure: bool) -> None:
    assert load(GOOD | {"PORTAL_BASE_URL": address}).secure is secure


def test_push_services_are_told_the_senders_address_unless_another_is_set() -> None:
    assert load(GOOD | {"PORTAL_MAIL_FROM": "a@example.org"}).push_contact == "mailto:a@example.org"
    assert load(GOOD | {"PORTAL_VAPID_CONTACT": "mailto:b@x.org"}).push_contact == "mailto:b@x.org"


def test_the_key_of_notifications_lies_in_the_data_folder_unless_another_is_set() -> None:
    assert load(GOOD | {"PORTAL_DATA_DIR": "/srv/portal"}).vapid_file == Path(
        "/srv/portal/vapid.pem"
    )
    assert load(GOOD | {"PORTAL_VAPID_KEY": "/etc/push.pem"}).vapid_file == Path("/etc/push.pem")


def test_the_list_of_settings_is_whole_and_says_what_each_is_for() -> None:
    rows = describe({})
    assert [row.name for row in rows] == [f"PORTAL_{f.name.upper()}" for f in fields(Settings)]
    assert all(len(row.meaning) > 10 for row in rows)
    assert all(row.value == row.default for row in rows)


def test_the_list_shows_present_values_but_no_secret() -> None:
    rows = {row.name: row for row in describe(SECRETS | {"PORTAL_PORT": "8123"})}
    assert rows["PORTAL_PORT"].value == "8123"
    assert {rows[name].value for name in SECRETS} == {"(set, not shown)"}
    assert "hidden-word" not in str(rows)


def test_settings_shown_by_mistake_show_no_secret() -> None:
    """They end up in tracebacks and logs."""
    assert "hidden-word" not in repr(load(GOOD | SECRETS))


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (("ISSUER",), ["CLIENT_ID", "CLIENT_SECRET"]),
        (("CLIENT_ID", "CLIENT_SECRET"), ["ISSUER"]),
        (("ISSUER", "CLIENT_ID"), ["CLIENT_SECRET"]),
    ],
)
def test_single_sign_on_that_is_set_in_part_is_told_with_the_remedy(
    given: tuple[str, ...], missing: list[str]
) -> None:
    (problem,) = problems(**{f"OIDC_{name}": "https://login.example.edu" for name in given})
    assert problem.startswith(" and ".join(f"PORTAL_OIDC_{name}" for name in missing))
    assert "registers the portal" in problem


@pytest.mark.parametrize(
    "issuer",
    ["login.example.edu", "http://login.example.edu", "https://login.example.edu/?a=1", "https://"],
)
def test_an_issuer_has_tls_away_from_this_machine(issuer: str) -> None:
    assert problems(OIDC_ISSUER=issuer)[0].startswith("PORTAL_OIDC_ISSUER")


def test_an_issuer_is_kept_to_the_letter() -> None:
    more = {"PORTAL_OIDC_CLIENT_ID": "portal", "PORTAL_OIDC_CLIENT_SECRET": "secret"}
    for issuer in ("https://login.example.edu/", "http://127.0.0.1:9999"):
        assert load(GOOD | more | {"PORTAL_OIDC_ISSUER": issuer}).oidc_issuer == issuer
