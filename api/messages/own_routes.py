"""A person's own messages: writing to the team, reading its answers and what the study tells."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import caller, own_place
from api.context import db, now, page_at, parts, tell
from api.downloads import FILE, form
from api.fields import Blueprint, Empty
from api.messages import files, present, schemas
from api.own import participant as me
from api.pictures import PictureOf, original, picture
from portal.accounts.roles import May, Role
from portal.errors import NotFound
from portal.files.kinds import JPEG, PDF, PNG
from portal.messages import announcing, attachments, finding, marks, threads, writing
from portal.messages.marks import Reader
from portal.messages.threads import Own
from portal.messages.writing import About, Author, NewMessage, Sent
from portal.participants import telling
from portal.participants.models import Participant
from portal.reminders import telling as reminders
from portal.study.reminders import definition as notices

blueprint = Blueprint("own messages", __name__, description="A person's own messages")

MOST_FOUND = 50


def mine(participant: Participant) -> Own:
    """The participant's threads, or those of the care partner who calls."""
    partner = own_place().role is Role.CARE_PARTNER
    return Own(participant.id, caller().account_id if partner else None)


def _author() -> Author:
    return Author(caller().account_id, caller().name, caller().language)


@blueprint.get("/api/me/messages")
@access.own(May.OWN_MESSAGES)
@blueprint.response(200, schemas.OwnMessages)
def overview() -> dict[str, Any]:
    """Threads and announcements, and when an answer to something sent now would come."""
    participant = me()
    return present.overview(participant, mine(participant))


@blueprint.get("/api/me/messages/unread")
@access.own(May.OWN_MESSAGES)
@blueprint.response(200, schemas.OwnUnread)
def unread() -> dict[str, Any]:
    """How many messages and announcements were not read yet."""
    return _unread()


def _unread() -> dict[str, Any]:
    participant = me()
    whose = mine(participant)
    told = 0 if whose.partner_id else announcing.unread(db(), participant.id)
    count = sum(marks.unread_of(db(), whose, caller().account_id).values())
    return {"unread": count + told}


@blueprint.post("/api/me/messages")
@access.own(May.OWN_MESSAGES)
@blueprint.arguments(schemas.NewOwnMessage)
@blueprint.response(200, schemas.OwnThread)
def send(body: dict[str, Any]) -> dict[str, Any]:
    """Write to the team, in a new thread or in one that is there. Sent twice, it is one message."""
    participant = me()
    whose = mine(participant)
    topic = body.pop("topic")
    about = About(topic=topic, visit_id=body.pop("visit_id"), claim_id=body.pop("claim_id"))
    new = NewMessage(**{**body, "files": tuple(body["files"])})
    catalog = parts().catalog
    sent = writing.send(db(), participant, whose, _author(), new, about, catalog=catalog, now=now())
    if sent.new and sent.begins_wait:
        _tell_team(sent, participant)
    return _shown(sent.thread.id, participant)


def _tell_team(sent: Sent, participant: Participant) -> None:
    """One mail when something begins to wait, not one a message."""
    rules = threads.rules_for(db(), participant, parts().catalog)
    roles = [Role(role.value) for role in rules.tell]
    address = page_at("/staff/messages")
    mails = telling.to_team(db(), participant, address=address, now=now(), roles=roles)
    if sent.thread.assigned_to is not None:
        mails += telling.to_account(db(), sent.thread.assigned_to, address=address)
    tell({mail.to: mail for mail in mails}.values())


def _shown(thread_id: UUID, participant: Participant, before: UUID | None = None) -> dict[str, Any]:
    whose = mine(participant)
    rules = threads.rules_for(db(), participant, parts().catalog)
    found = threads.own(db(), thread_id, whose)
    return present.thread(found, participant, whose, rules, before)


@blueprint.get("/api/me/messages/threads/<uuid:thread_id>")
@access.own(May.OWN_MESSAGES)
@blueprint.arguments(schemas.Before, location="query")
@blueprint.response(200, schemas.OwnThread)
def one(query: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """A thread of one's own, its newest messages or those before one of them."""
    return _shown(thread_id, me(), query["before"])


@blueprint.post("/api/me/messages/threads/<uuid:thread_id>/read")
@access.own(May.OWN_MESSAGES)
@blueprint.arguments(schemas.ReadThrough)
@blueprint.response(200, schemas.OwnUnread)
def read(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Say that everything up to a message was seen; what is still unread after that."""
    participant = me()
    found = threads.own(db(), thread_id, mine(participant))
    reader = Reader(caller().account_id, caller().name, of_team=False)
    marks.read(db(), found, reader, through=body["through"], now=now())
    reminders.seen(db(), caller().account_id, notices.About.MESSAGE, thread_id)
    return _unread()


@blueprint.post("/api/me/announcements/<uuid:announcement_id>/read")
@access.own(May.OWN_MESSAGES)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.OwnUnread)
def read_announcement(_body: dict[str, Any], announcement_id: UUID) -> dict[str, Any]:
    """Say that an announcement was read."""
    participant = me()
    if mine(participant).partner_id is not None:  # announcements are for the participant
        raise NotFound("announcement")
    announcing.read(db(), participant.id, announcement_id, now=now())
    reminders.seen(db(), caller().account_id, notices.About.NEWS, announcement_id)
    return _unread()


@blueprint.post("/api/me/messages/search")
@access.own(May.OWN_MESSAGES)
@blueprint.arguments(schemas.FindMessages)
@blueprint.response(200, schemas.FoundMessages)
def find(body: dict[str, Any]) -> dict[str, Any]:
    """Messages of one's own threads that have these words, the newest first."""
    participant = me()
    rows = finding.own(db(), body["text"], mine(participant), limit=MOST_FOUND)
    setting = present.setting_of(participant)
    topics = {thread.id: setting.topic(thread.topic) for _, thread in rows}
    return present.found(rows, body["text"], topics)


@blueprint.post("/api/me/message-files/<uuid:file_id>")
@access.own(May.OWN_MESSAGES)
@blueprint.doc(requestBody=form(file=FILE))
@blueprint.response(200, schemas.MessageFile)
def hand_in(file_id: UUID) -> dict[str, Any]:
    """Hand in a picture or PDF; the message that names it comes after it. Twice is once."""
    return files.take(me(), file_id)


@blueprint.get("/api/me/message-files/<uuid:file_id>/picture")
@access.own(May.OWN_MESSAGES)
@blueprint.arguments(PictureOf, location="query")
@blueprint.response(200, FILE, content_type="image/jpeg")
def own_picture(wanted: dict[str, Any], file_id: UUID) -> Response:
    """A page of a file in one's own messages."""
    row = attachments.own(db(), file_id, mine(me()), caller().account_id)
    return picture(row.file, page=wanted["page"], small=wanted["small"], thing="message_file")


@blueprint.get("/api/me/message-files/<uuid:file_id>/file")
@access.own(May.OWN_MESSAGES)
@blueprint.doc(
    responses={
        200: {
            "description": "The file",
            "content": {kind: {"schema": FILE} for kind in (PDF, JPEG, PNG)},
        }
    }
)
def own_file(file_id: UUID) -> Response:
    """A file in one's own messages, to be saved."""
    return original(attachments.own(db(), file_id, mine(me()), caller().account_id).file)
