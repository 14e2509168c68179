"""A worker with the portal's own channels, as `portal worker` and `portal serve` run it."""

from __future__ import annotations

from api.context import Parts
from portal.mail import FolderMailer, Post, SmtpPost
from portal.reminders.carriers import Addresses, MailCarrier, PushCarrier
from portal.reminders.push.sender import PushSender
from portal.reminders.worker import Carrier, Worker
from portal.settings import Settings
from portal.study.reminders.definition import Channel


def worker_of(parts: Parts) -> Worker:
    """A worker with every channel that the settings make possible."""
    return Worker(parts.database, parts.catalog, carriers_of(parts), clock=parts.clock)


def carriers_of(parts: Parts) -> dict[Channel, Carrier]:
    """Push needs the portal's key, SMS a gateway; mail there is always."""
    settings = parts.settings
    addresses = Addresses(settings.base_url, settings.secret_key)
    found: dict[Channel, Carrier] = {Channel.MAIL: MailCarrier(post_of(settings), addresses)}
    if parts.push_key is not None:
        sender = PushSender.of(settings)
        found[Channel.PUSH] = PushCarrier(sender, addresses, parts.clock)
    if settings.sms_url:
        # What it loads is large, and few portals have a gateway.
        from portal.reminders.sms import SmsGateway  # noqa: PLC0415
        from portal.reminders.text_carrier import SmsCarrier  # noqa: PLC0415

        found[Channel.SMS] = SmsCarrier(SmsGateway(settings.sms_url), addresses)
    return found


def post_of(settings: Settings) -> Post:
    """Real mail, or in the demo without a mail server the folder that its mail page shows."""
    if settings.demo and not settings.smtp_url:
        return FolderMailer(settings.data_dir / "mail")
    return SmtpPost(settings.smtp_url, sender=settings.mail_from)
