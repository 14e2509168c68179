"""What a push carries: a declarative push message, which a browser shows even without our code.

https://w3c.github.io/push-api/#declarative-push-message and, where it differs, what WebKit reads
since iOS 18.4 (https://webkit.org/blog/16535/meet-declarative-web-push/): there `app_badge` and
`mutable` belong to the notification, in the W3C's text they stand beside it. Both are written.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from uuid import UUID

from portal.errors import RuleBroken

MOST_BYTES = 3993
"""RFC 8291, section 4: more does not fit into the 4096 that every push service takes."""
MARK = 8030
"""By this number a browser tells a declarative message from others (RFC 8030)."""


def declarative(
    *,
    title: str,
    body: str,
    lang: str,
    tag: str,
    navigate: str,
    badge: int | None = None,
    token: str | None = None,
) -> bytes:
    """The payload. Raises RuleBroken("push_too_long") where it does not fit into a push.

    `title` is not empty. `tag`: a later notice with the same replaces this one on the screen.
    `navigate`: the whole address that a tap opens; a relative one is no address to WebKit. `badge`:
    the number on the app's icon. `token`: what the service worker sends back when it has shown the
    notice, at `notification.data.token`.
    """
    notification: dict[str, Any] = {
        "title": title,
        "body": body,
        "lang": lang,
        "dir": "ltr",
        "tag": tag,
        "navigate": navigate,
        "silent": False,
        "mutable": True,
    }
    message: dict[str, Any] = {"web_push": MARK, "mutable": True, "notification": notification}
    if badge is not None:
        notification["app_badge"] = str(badge)
        message["app_badge"] = badge
    if token is not None:
        notification["data"] = {"token": token}
    content = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    if len(content) > MOST_BYTES:
        raise RuleBroken("push_too_long")
    return content


def topic(about: str, subject: UUID) -> str:
    """The Topic header (RFC 8030, section 5.4): 32 characters, always the same for the same.

    A push that still waits at the push service is replaced by a later one of its topic. The
    service sees it, so it is a hash that tells nothing.
    """
    digest = hashlib.sha256(f"{about}:{subject}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()
