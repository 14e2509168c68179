"""Where a push may go: addresses and keys as browsers give them, and as others might."""

from __future__ import annotations

import base64
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import RuleBroken
from portal.reminders.push.endpoints import LONGEST, check, keys
from portal.settings import load

HOSTS = load({}, needs_secrets=False).push_hosts
OWN = (*HOSTS, "http://127.0.0.1:9999", "https://push.intranet:8443")
FCM = "https://fcm.googleapis.com"


@pytest.mark.parametrize(
    ("endpoint", "origin"),
    [
        (f"{FCM}/fcm/send/c-9:APA91b_x-Y", FCM),
        (f"{FCM}:443/fcm/send/c", FCM),
        ("https://FCM.GoogleAPIs.com/wp/c", FCM),
        ("HTTPS://fcm.googleapis.com/wp/c", FCM),
        (
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://updates.push.services.mozilla.com",
        ),
        ("https://web.push.apple.com/QGuQyavX", "https://web.push.apple.com"),
        ("https://a.b.push.apple.com/x", "https://a.b.push.apple.com"),
        (
            "https://wns2-by3p.notify.windows.com/w/?token=BQYA%3d%3d",
            "https://wns2-by3p.notify.windows.com",
        ),
        (f"{FCM}/".ljust(LONGEST, "x"), FCM),
        ("http://127.0.0.1:9999/push/1", "http://127.0.0.1:9999"),
        ("https://push.intranet:8443/1", "https://push.intranet:8443"),
    ],
)
def test_what_a_known_service_gives_out_is_taken(endpoint: str, origin: str) -> None:
    assert check(endpoint, OWN).origin == origin


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://push.example.org/1",
        "https://googleapis.com/1",
        "https://evil-fcm.googleapis.com/1",
        "https://x.fcm.googleapis.com/1",
        "https://fcm.googleapis.com.evil.example/1",
        "https://push.apple.com/1",
        "https://evilpush.apple.com/1",
        "https://push.apple.com.evil.example/1",
        "https://localhost.localdomain/1",
        "https://xn--fcm-hoa.googleapis.com/1",
    ],
)
def test_a_service_that_is_not_known_is_told(endpoint: str) -> None:
    with pytest.raises(RuleBroken) as error:
        check(endpoint, OWN)
    assert (error.value.code, error.value.field) == ("push_service_unknown", "endpoint")


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        FCM,
        f"{FCM}?x=1",
        "http://fcm.googleapis.com/1",
        "ftp://fcm.googleapis.com/1",
        "//fcm.googleapis.com/1",
        "fcm.googleapis.com/1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https:fcm.googleapis.com/1",
        "https:///fcm.googleapis.com/1",
        "https://user@fcm.googleapis.com/1",
        "https://user:word@fcm.googleapis.com/1",
        "https://fcm.googleapis.com@evil.example/1",
        "https://fcm.googleapis.com:80/1",
        "https://fcm.googleapis.com:8443/1",
        "https://fcm.googleapis.com:/1",
        "https://fcm.googleapis.com:443443/1",
        "https://fcm.googleapis.com./1",
        "https://.fcm.googleapis.com/1",
        "https://fcm..googleapis.com/1",
        "https://fcm.googleapis.com\\@evil.example/1",
        "https://evil.example\\.push.apple.com/1",
        "https://evil.example/.push.apple.com\\/1",
        "https://evil.example#.push.apple.com/1",
        f"{FCM}/1#part",
        f"{FCM}/a b",
        f"{FCM}/a\tb",
        f"{FCM}/a\r\nHost: evil.example",
        f" {FCM}/1",
        f"{FCM}/1\n",
        f"{FCM}/\x00",
        f"{FCM}/ñ",
        "https://fcm\u3002googleapis.com/1",
        "https://\uff46cm.googleapis.com/1",
        "https://fcm.googleapis.com\u200b/1",
        "https://fcm%2egoogleapis.com/1",
        "https://127.0.0.1/1",
        "https://127.1/1",
        "https://2130706433/1",
        "https://0x7f000001/1",
        "https://0x7f.1/1",
        "https://0177.0.0.1/1",
        "https://10.0.0.1/1",
        "https://169.254.169.254/latest/meta-data",
        "https://8.8.8.8/1",
        "https://[::1]/1",
        "https://[::ffff:127.0.0.1]/1",
        "https://[fe80::1%25eth0]/1",
        "https://localhost/1",
        "https://metadata/1",
        "http://127.0.0.1:9998/1",
        "http://127.0.0.1/1",
        "http://127.0.0.1:9999",
        "http://127.0.0.1:9999?x",
        "http://127.0.0.1:9999@evil.example/1",
        "http://127.0.0.1:99990/1",
        "http://user@127.0.0.1:9999/1",
        "https://127.0.0.1:9999/1",
        "http://push.intranet:8443/1",
        "\ud800",
        f"{FCM}/".ljust(LONGEST + 1, "x"),
    ],
)
def test_what_no_service_gives_out_is_refused(endpoint: str) -> None:
    with pytest.raises(RuleBroken) as error:
        check(endpoint, OWN)
    assert (error.value.code, error.value.field) == ("push_address", "endpoint")


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    for endpoint in (text, f"{FCM}/{text}", f"https://{text}/", f"{FCM}{text}"):
        with suppress(RuleBroken):
            assert endpoint.lower().startswith(check(endpoint, OWN).origin)


def point_of(key: ec.EllipticCurvePrivateKey, compressed: bool = False) -> bytes:
    form = PublicFormat.CompressedPoint if compressed else PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(Encoding.X962, form)


def text_of(content: bytes, padded: bool = False) -> str:
    text = base64.urlsafe_b64encode(content).decode()
    return text if padded else text.rstrip("=")


KEY = ec.derive_private_key(7, ec.SECP256R1())
POINT, AUTH = point_of(KEY), bytes(range(16))


@given(st.integers(1, 2**200), st.binary(min_size=16, max_size=16), st.booleans(), st.booleans())
def test_every_key_that_a_browser_makes_is_read(
    secret: int, auth: bytes, first: bool, second: bool
) -> None:
    key = ec.derive_private_key(secret, ec.SECP256R1())
    found = keys(text_of(point_of(key), first), text_of(auth, second))
    assert found.public_key == key.public_key()
    assert found.auth == auth


@given(st.binary(max_size=80).filter(lambda content: len(content) != 16))
def test_a_secret_of_another_length_is_refused_at_its_field(auth: bytes) -> None:
    with pytest.raises(RuleBroken) as error:
        keys(text_of(POINT), text_of(auth))
    assert (error.value.code, error.value.field) == ("push_key", "auth")


@given(st.binary(max_size=140))
def test_what_is_no_point_on_the_curve_is_refused_at_its_field(content: bytes) -> None:
    for point in (content, b"\x04" + content[:64].ljust(64, b"\0")):
        with pytest.raises(RuleBroken) as error:
            keys(text_of(point), text_of(AUTH))
        assert (error.value.code, error.value.field) == ("push_key", "p256dh")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_keys(text: str) -> None:
    for p256dh, auth in ((text, text_of(AUTH)), (text_of(POINT), text)):
        with pytest.raises(RuleBroken):
            keys(p256dh, auth)


@pytest.mark.parametrize(
    "p256dh",
    [
        text_of(point_of(KEY, compressed=True)),
        text_of(b"\x05" + POINT[1:]),
        text_of(b"\x06" + POINT[1:]),
        text_of(b"\x04" + bytes(64)),
        text_of(POINT[:-1] + bytes([POINT[-1] ^ 1])),
        text_of(POINT + b"\0"),
        text_of(POINT[:-1]),
        text_of(POINT) + "\n",
        " " + text_of(POINT),
        text_of(POINT) + "===",
        text_of(POINT)[:40] + "=" + text_of(POINT)[40:],
        text_of(point_of(ec.generate_private_key(ec.SECP384R1()))),
        "A" * 10_000_000,
    ],
)
def test_a_key_in_another_form_is_refused(p256dh: str) -> None:
    with pytest.raises(RuleBroken) as error:
        keys(p256dh, text_of(AUTH))
    assert error.value.field == "p256dh"
