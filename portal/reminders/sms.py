"""Notices by SMS, through the gateway that the operator's setting names (apprise knows many)."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import structlog
from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat

from portal.outcome import PATIENCE_SECONDS, Outcome, in_turn

log = structlog.get_logger("portal.sms")

TO = "{to}"
"""Stands in the gateway's address where the telephone number belongs."""

TIMEOUT_SECONDS = 15
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_SAMPLE = "+12025550123"  # of the numbers that belong to nobody

# A redirect would turn the POST into a GET that sends nothing and is answered with 200.
_ASSET = AppriseAsset(
    app_id="Participant portal",
    http_redirects=False,
    service_timeout=TIMEOUT_SECONDS,
    storage_mode="memory",
)

# Both write telephone numbers and parts of the gateway's address into their lines.
for _chatty in ("apprise", "urllib3"):
    logging.getLogger(_chatty).addHandler(logging.NullHandler())
    logging.getLogger(_chatty).propagate = False


@dataclass(frozen=True, slots=True)
class Sms:
    """`to`: a telephone number as E.164 has it, such as +13055550123."""

    to: str
    text: str


class SmsGateway:
    """Hands texts to the gateway at `url`, an address of apprise with {to} in it.

    apprise tells whether a text was taken, not why it was not: what the gateway refuses is LATER
    like what it could not take, and whoever repeats it has to stop at some time. REFUSED is a
    number that cannot be one. When a batch takes longer than `patience` seconds, the rest of it
    is for later.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE_SECONDS) -> None:
        self._url = url
        self._patience = patience

    def deliver(self, texts: Sequence[Sms]) -> list[Outcome]:
        """Try each text once, now; one outcome a text, in their order. Never raises for a text."""
        return in_turn(texts, self._one, patience=self._patience)

    def _one(self, sms: Sms) -> Outcome:
        service = _service(self._url, sms.to) if _E164.fullmatch(sms.to) else None
        if service is None:
            log.warning("sms_unfit")
            return Outcome.REFUSED
        gateway = Apprise(service, asset=_ASSET)
        result = gateway.notify(body=sms.text, body_format=NotifyFormat.TEXT)
        if not result:
            log.warning("sms_not_taken", status=result.status.name)
        return Outcome.ACCEPTED if result else Outcome.LATER


def works(url: str) -> bool:
    """Whether apprise can send to a number through this address, and the number has its place."""
    return TO in url and _service(url, _SAMPLE) is not None


def _service(url: str, to: str) -> NotifyBase | None:
    return Apprise.instantiate(url.replace(TO, quote(to, safe="")), asset=_ASSET)
