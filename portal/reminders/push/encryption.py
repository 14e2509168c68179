"""What is sent is locked for the one browser that subscribed (RFC 8291), by pywebpush."""

from __future__ import annotations

import copy

from pywebpush import WebPusher

from portal.reminders.push.endpoints import Receiver

ENCODING = "aes128gcm"
_PUSHER = WebPusher({"endpoint": ""})
"""Made once: it copies deeply what it is made from."""


def encrypt(payload: bytes, receiver: Receiver) -> bytes:
    """One record, with a key and a salt of its own. `payload` is not empty."""
    pusher = copy.copy(_PUSHER)
    # The keys were read when they were checked: the point need not be taken apart a second time.
    pusher.receiver_key, pusher.auth_key = receiver.public_key, receiver.auth
    body: bytes = pusher.encode(payload, content_encoding=ENCODING)["body"]
    return body
