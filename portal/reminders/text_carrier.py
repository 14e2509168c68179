"""SMS, as a worker uses it. Apart from the other channels: few portals load what it needs."""

from __future__ import annotations

from collections.abc import Sequence

from portal.outcome import Outcome
from portal.reminders.carriers import Addresses
from portal.reminders.loads import Load
from portal.reminders.outbox import Try
from portal.reminders.sms import Sms, SmsGateway
from portal.reminders.verdicts import Tried
from portal.study.reminders.definition import Channel


class SmsCarrier:
    """To the participant's telephone number; a care partner's is not known."""

    def __init__(self, gateway: SmsGateway, addresses: Addresses) -> None:
        self._gateway = gateway
        self._addresses = addresses

    def carry(self, loads: Sequence[Load]) -> Sequence[Tried]:
        texts = [self._text(load) for load in loads]
        outcomes = iter(self._gateway.deliver([text for text in texts if text is not None]))
        return [
            Tried(
                (
                    Try(
                        channel=Channel.SMS,
                        outcome=Outcome.NO_ADDRESS if text is None else next(outcomes),
                    ),
                )
            )
            for text in texts
        ]

    def close(self) -> None:
        """Each text has a connection of its own."""

    def _text(self, load: Load) -> Sms | None:
        if load.phone is None:
            return None
        page = self._addresses.of_page(load, self._addresses.token_of(load))
        return Sms(load.phone, f"{load.words.text}\n{page}")
