"""The codes of an authenticator app against those of RFC 6238, appendix B."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.accounts import totp

SECRET = b"12345678901234567890"
NOW = datetime(2026, 3, 2, 15, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code_at(SECRET, seconds // 30) == code


@pytest.mark.parametrize(
    ("steps", "found"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_one_step_off(steps: int, found: bool) -> None:
    step = totp.step_of(SECRET, totp.code_at(SECRET, STEP + steps), now=NOW, after=0)
    assert step == (STEP + steps if found else None)


@pytest.mark.parametrize("after", [STEP, STEP + 1])
def test_a_step_that_was_used_and_those_before_it_are_not_taken_again(after: int) -> None:
    assert totp.step_of(SECRET, totp.code_at(SECRET, STEP), now=NOW, after=after) is None


@pytest.mark.parametrize("code", ["", "28708", "2870822", "abcdef", "٢٨٧٠٨٢", "é"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert totp.step_of(SECRET, code, now=NOW, after=0) is None


def test_a_code_is_over_after_its_time() -> None:
    code = totp.code_at(SECRET, STEP)
    later = NOW + timedelta(seconds=60)
    assert totp.step_of(SECRET, code, now=later, after=0) is None


def test_the_picture_holds_what_apps_read() -> None:
    made = urlsplit(totp.address(SECRET, issuer="Participant portal", account="grace@example.org"))
    assert (made.scheme, made.netloc) == ("otpauth", "totp")
    assert made.path == "/Participant%20portal%3Agrace%40example.org"
    assert parse_qs(made.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["Participant portal"],
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "period": ["30"],
    }
    assert totp.written(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"


def test_secrets_are_160_bits_and_differ() -> None:
    made = {totp.new_secret() for _ in range(10)}
    assert len(made) == 10
    assert {len(secret) for secret in made} == {20}
