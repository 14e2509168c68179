"""The portal's own key and the tokens made with it."""

from __future__ import annotations

import base64
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given
from hypothesis import strategies as st
from py_vapid import Vapid02, jwt

from portal.errors import RuleBroken
from portal.reminders.push.keys import MOST_ORIGINS, VapidHeaders, VapidKeys
from tests.reminders.push.conftest import CONTACT
from tests.support.fakes import START

FCM, MOZILLA = "https://fcm.googleapis.com", "https://updates.push.services.mozilla.com"


@pytest.fixture
def headers(vapid: VapidKeys) -> VapidHeaders:
    return VapidHeaders(vapid, CONTACT)


def claims(header: str) -> dict[str, Any]:
    """What the token in it says; the signature is checked."""
    scheme, _, rest = header.partition(" ")
    parts = dict(part.partition("=")[::2] for part in rest.split(","))
    assert scheme == "vapid"
    found: dict[str, Any] = jwt.decode(parts["t"], parts["k"])
    return found


def pem(key: Any, lock: Any = None) -> bytes:
    how = lock or NoEncryption()
    content: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)
    return content


def test_a_key_is_made_once_for_the_portals_account_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "vapid.pem"
    assert VapidKeys.make(path)
    made = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not VapidKeys.make(path)
    assert path.read_bytes() == made
    assert [each.name for each in path.parent.iterdir()] == ["vapid.pem"]


def test_of_many_who_make_it_at_once_one_does(tmp_path: Path) -> None:
    path, made, begin = tmp_path / "vapid.pem", [], threading.Barrier(8)

    def make() -> None:
        begin.wait()
        made.append((VapidKeys.make(path), VapidKeys.read(path).public_key))

    makers = [threading.Thread(target=make) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [mine for mine, _ in made].count(True) == 1
    assert len({public for _, public in made}) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["vapid.pem"]


def test_the_public_key_is_what_a_browser_takes(tmp_path: Path) -> None:
    VapidKeys.make(tmp_path / "vapid.pem")
    public = VapidKeys.read(tmp_path / "vapid.pem").public_key
    assert "=" not in public
    point = base64.urlsafe_b64decode(public + "=")
    assert (len(point), point[0]) == (65, 4)
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def test_a_key_that_py_vapid_wrote_is_read(tmp_path: Path) -> None:
    theirs = Vapid02()
    theirs.generate_keys()
    theirs.save_key(str(tmp_path / "theirs.pem"))
    assert VapidKeys.read(tmp_path / "theirs.pem").public_key


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no key",
        b"\xff\x00",
        pem(rsa.generate_private_key(65537, 2048)),
        pem(ec.generate_private_key(ec.SECP384R1())),
        pem(ec.generate_private_key(ec.SECP256R1()), BestAvailableEncryption(b"locked")),
    ],
    ids=["empty", "no key", "bytes", "RSA", "another curve", "locked"],
)
def test_a_file_that_holds_no_fitting_key_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vapid.pem").write_bytes(content)
    with pytest.raises(RuleBroken) as error:
        VapidKeys.read(tmp_path / "vapid.pem")
    assert error.value.code == "vapid_key_unreadable"
    assert error.value.facts == {"file": str(tmp_path / "vapid.pem")}


def test_a_key_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as error:
        VapidKeys.read(tmp_path / "vapid.pem")
    assert error.value.code == "no_vapid_key"


def test_a_token_names_the_service_the_contact_and_its_end(headers: VapidHeaders) -> None:
    assert claims(headers.of(FCM, START)) == {
        "aud": FCM,
        "exp": int((START + timedelta(hours=12)).timestamp()),
        "sub": CONTACT,
    }


def test_each_service_gets_a_token_of_its_own(headers: VapidHeaders) -> None:
    first = headers.of(FCM, START)
    assert claims(headers.of(MOZILLA, START))["aud"] == MOZILLA
    assert headers.of(FCM, START) == first


@pytest.mark.parametrize(
    ("later", "same"),
    [
        (timedelta(0), True),
        (timedelta(hours=10, minutes=59), True),
        (timedelta(hours=11), False),
        (timedelta(days=3), False),
        (timedelta(seconds=-1), False),
        (timedelta(days=-3), False),
    ],
)
def test_a_token_is_used_until_its_last_hour_and_not_after_the_clock_was_set_back(
    headers: VapidHeaders, later: timedelta, same: bool
) -> None:
    first = headers.of(FCM, START)
    assert (headers.of(FCM, START + later) == first) is same


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12))
def test_a_token_ends_within_1_to_12_hours_however_the_clock_is_turned(steps: list[int]) -> None:
    headers, now = VapidHeaders(KEYS, CONTACT), START
    for step in steps:
        now += timedelta(seconds=step)
        left = claims(headers.of(FCM, now))["exp"] - now.timestamp()
        assert 3600 <= left <= 12 * 3600


KEYS = VapidKeys(ec.generate_private_key(ec.SECP256R1()))


def test_tokens_of_ever_new_services_do_not_pile_up(headers: VapidHeaders) -> None:
    for number in range(MOST_ORIGINS + 5):
        headers.of(f"https://{number}.push.apple.com", START)
    assert len(headers._made) <= MOST_ORIGINS


@pytest.mark.parametrize("contact", ["mailto:portal@intranet", "https://example.org/contact"])
def test_every_contact_that_the_settings_take_makes_a_token(vapid: VapidKeys, contact: str) -> None:
    assert claims(VapidHeaders(vapid, contact).of(FCM, START))["sub"] == contact
