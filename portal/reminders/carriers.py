"""The channels, as a worker uses them: from a notice with its words to what became of the try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.errors import RuleBroken
from portal.mail import Mail, Post
from portal.outcome import Outcome
from portal.reminders import mail, tokens
from portal.reminders.loads import Device, Load
from portal.reminders.outbox import Try
from portal.reminders.push.payload import declarative, topic
from portal.reminders.push.pushes import Push, Result, Urgency
from portal.reminders.tokens import Purpose
from portal.reminders.verdicts import Tried
from portal.study.reminders.definition import About, Channel

SETTINGS_PAGE = "/more/reminders"
PRESSING = frozenset({About.VISIT, About.VISIT_CHANGE, About.TEST})
"""What a device low on battery still wants to hear; what is for safety comes on top."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the portal is, and the key under which its notices have tokens."""

    base_url: str
    secret_key: str

    def token_of(self, load: Load) -> str:
        """With it a device says that it showed the notice, or that somebody opened it."""
        return tokens.token(self.secret_key, Purpose.CONFIRM, load.taken.id)

    def of_page(self, load: Load, token: str) -> str:
        """The page that a tap opens, which says by the token that the notice was opened."""
        page = load.taken.page
        return f"{self.base_url}{page}{'&' if '?' in page else '?'}notice={token}"

    def unsubscribe(self, load: Load) -> str | None:
        """Where one click turns notices of this kind off; None where they cannot be."""
        if load.taken.safety or load.taken.about == About.TEST:
            return None
        token = tokens.token(self.secret_key, Purpose.UNSUBSCRIBE, load.taken.id)
        return f"{self.base_url}/unsubscribe/{token}"

    @property
    def settings(self) -> str:
        return self.base_url + SETTINGS_PAGE


class Sender(Protocol):
    def send(self, pushes: Sequence[Push]) -> Sequence[Result]:
        """How each went, in their order."""

    def close(self) -> None:
        """Let go of connections that were kept."""


class PushCarrier:
    """To every device of the person that is on."""

    def __init__(self, sender: Sender, addresses: Addresses, clock: Callable[[], datetime]) -> None:
        self._sender = sender
        self._addresses = addresses
        self._clock = clock

    def carry(self, loads: Sequence[Load]) -> Sequence[Tried]:
        now = self._clock()
        pushes = [list(self._pushes(load, now)) for load in loads]
        results = iter(self._sender.send([push for theirs in pushes for _, push in theirs]))
        return [
            self._tried(load, [(device, next(results)) for device, _ in theirs])
            for load, theirs in zip(loads, pushes, strict=True)
        ]

    def close(self) -> None:
        self._sender.close()

    def _pushes(self, load: Load, now: datetime) -> Iterator[tuple[Device, Push]]:
        """One for each device; none where the words do not fit into a push."""
        taken = load.taken
        if not load.devices:
            return
        name = topic(taken.about, taken.subject_id)
        token = self._addresses.token_of(load)
        try:
            payload = declarative(
                title=load.words.title,
                body=load.words.text,
                lang=load.language,
                tag=name,
                navigate=self._addresses.of_page(load, token),
                badge=load.badge,
                token=token,
            )
        except RuleBroken:
            return
        pressing = taken.safety or taken.about in PRESSING
        for device in load.devices:
            yield (
                device,
                Push(
                    endpoint=device.endpoint,
                    p256dh=device.p256dh,
                    auth=device.auth,
                    payload=payload,
                    ttl=int((taken.expires_at - now).total_seconds()),
                    urgency=Urgency.HIGH if pressing else Urgency.NORMAL,
                    topic=name,
                ),
            )

    def _tried(self, load: Load, results: Sequence[tuple[Device, Result]]) -> Tried:
        if not results:
            outcome = Outcome.TOO_LARGE if load.devices else Outcome.NO_ADDRESS
            return Tried((Try(channel=Channel.PUSH, outcome=outcome),))
        waits = [result.retry_after for _, result in results if result.retry_after]
        return Tried(
            tuple(
                Try(
                    channel=Channel.PUSH,
                    outcome=result.outcome,
                    subscription_id=device.subscription_id,
                    status_code=result.status,
                )
                for device, result in results
            ),
            retry_after=max(waits, default=None),
        )


class MailCarrier:
    """To the address with which the person signs in."""

    def __init__(self, post: Post, addresses: Addresses) -> None:
        self._post = post
        self._addresses = addresses

    def carry(self, loads: Sequence[Load]) -> Sequence[Tried]:
        outcomes = self._post.deliver([self._mail(load) for load in loads])
        return [Tried((Try(channel=Channel.MAIL, outcome=one),)) for one in outcomes]

    def close(self) -> None:
        """A batch keeps its connection for itself."""

    def _mail(self, load: Load) -> Mail:
        return mail.compose(
            to=load.email,
            language=load.language,
            title=load.words.title,
            text=load.words.text,
            page=self._addresses.of_page(load, self._addresses.token_of(load)),
            settings=self._addresses.settings,
            unsubscribe=self._addresses.unsubscribe(load),
            message_id=f"notice.{load.taken.id.hex}",
        )
