"""Messages at the desk: what waits, answering, handing over, closing, finding."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import caller, sites
from api.context import db, now, parts
from api.downloads import FILE, csv_of_people, form
from api.fields import Blueprint
from api.messages import desk_present as present
from api.messages import desk_schemas as schemas
from api.messages import files
from api.messages.filling import filled
from api.messages.present import setting_of
from api.messages.schemas import Before, FindMessages, MessageFile, ReadThrough
from api.opening import part_opened
from api.pictures import PictureOf, original, picture
from api.reminders.telling import herself, tell_of
from portal.accounts.roles import May
from portal.errors import NotFound
from portal.files.kinds import JPEG, PDF, PNG
from portal.messages import (
    attachments,
    desk,
    export,
    finding,
    handling,
    marks,
    threads,
    writing,
)
from portal.messages.desk import Wanted
from portal.messages.handling import Answer, Labels
from portal.messages.marks import Reader
from portal.messages.models import Thread
from portal.messages.writing import About, Author, NewMessage
from portal.participants import service as participants
from portal.study.reminders import definition as notices

blueprint = Blueprint("messages", __name__, description="Messages at the desk")

MOST_FOUND = 50


def author() -> Author:
    return Author(caller().account_id, caller().name, caller().language)


@blueprint.get("/api/staff/threads")
@access.staff(May.MESSAGES_READ)
@blueprint.arguments(schemas.ThreadFilters, location="query")
@blueprint.response(200, schemas.Threads)
def thread_list(filters: dict[str, Any]) -> dict[str, Any]:
    """Threads, the longest waiting first, and how many wait."""
    page, size = filters["page"], filters["page_size"]
    wanted = Wanted(
        waiting=filters["waiting"],
        account_id=caller().account_id,
        site_id=filters["site"],
        participant_id=filters["participant"],
        topic=filters["topic"],
        sort=filters["sort"],
        limit=size,
        offset=(page - 1) * size,
    )
    rows, total = desk.page(db(), wanted, sites=sites(), now=now())
    return {
        "rows": present.rows(rows),
        "total": total,
        "page": page,
        "page_size": size,
        "counts": asdict(desk.counts(db(), caller().account_id, sites=sites(), now=now())),
        "topics": present.topics(sites()),
    }


@blueprint.get("/api/staff/threads/<uuid:thread_id>")
@access.staff(May.MESSAGES_READ)
@blueprint.arguments(Before, location="query")
@blueprint.response(200, schemas.ThreadDetail)
def one(query: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """One thread with its notes, its newest messages or those before one of them."""
    thread = part_opened(threads.at_sites(db(), thread_id, sites=sites()))
    return present.detail(thread, query["before"])


def _saved(thread: Thread) -> dict[str, Any]:
    db().flush()
    return present.detail(thread)


@blueprint.post("/api/staff/participants/<uuid:participant_id>/threads")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.NewDeskThread)
@blueprint.response(200, schemas.ThreadDetail)
def begin(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Write to a participant first. Sent twice, it is one message."""
    who = participants.get(db(), participant_id, sites=sites())
    rules = threads.rules_for(db(), who, parts().catalog)
    about = About(topic=body["topic"], visit_id=body["visit_id"], claim_id=body["claim_id"])
    handling.check_topic(rules, about.topic)
    thread = threads.locked(db(), body["thread_id"])
    if thread is not None and thread.participant_id != who.id:
        raise NotFound("thread")
    if thread is None:
        thread = writing.begin(db(), who, None, body["thread_id"], about, now=now())
    new = NewMessage(
        id=body["id"], thread_id=thread.id, text=body["text"], files=tuple(body["files"])
    )
    return _answered(thread, Answer(message=new, note=False, seen=10**6, close=False))


@blueprint.post("/api/staff/threads/<uuid:thread_id>/messages")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.NewDeskMessage)
@blueprint.response(200, schemas.ThreadDetail)
def answer(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Answer, or note something for the team. Sent twice, it is one message."""
    thread = threads.at_sites(db(), thread_id, sites=sites(), lock=True)
    new = NewMessage(
        id=body["id"],
        thread_id=thread.id,
        text=body["text"],
        files=tuple(body["files"]),
        corrects=body["corrects"],
    )
    return _answered(
        thread,
        Answer(message=new, note=body["note"], seen=body["seen"], close=body["close"]),
    )


def _answered(thread: Thread, new: Answer) -> dict[str, Any]:
    ids = threads.family(db(), thread)
    told_already = marks.waits_to_be_read(db(), ids)
    catalog = parts().catalog
    _, is_new = handling.answer(db(), thread, new, author(), catalog=catalog, now=now())
    reader = Reader(caller().account_id, caller().name, of_team=True)
    marks.read_to(db(), thread, reader, number=new.seen, now=now())
    if is_new and not new.note and not told_already:
        _tell_person(thread)
    return _saved(thread)


def _tell_person(thread: Thread) -> None:
    """One notice when something waits to be read, not one a message."""
    partner = thread.partner_id
    tell_of(
        notices.About.MESSAGE,
        thread.participant,
        subject=thread.id,
        occurrence=now().isoformat(),
        page=f"/messages/{thread.id}",
        only={partner} if partner is not None else herself(thread.participant_id),
    )


@blueprint.post("/api/staff/threads/<uuid:thread_id>/read")
@access.staff(May.MESSAGES_READ)
@blueprint.arguments(ReadThrough)
@blueprint.response(200, schemas.ThreadDetail)
def read(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Say that everything up to a message was seen. Who may not answer leaves no mark at all: the
    person would take it for her team's."""
    thread = threads.at_sites(db(), thread_id, sites=sites())
    if present.may_write(thread):
        reader = Reader(caller().account_id, caller().name, of_team=True)
        marks.read(db(), thread, reader, through=body["through"], now=now())
    return _saved(thread)


@blueprint.post("/api/staff/threads/<uuid:thread_id>/assignee")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.AssignThread)
@blueprint.response(200, schemas.ThreadDetail)
def assign(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Take it, hand it over, or give it back (null)."""
    thread = threads.at_sites(db(), thread_id, sites=sites(), lock=True)
    handling.assign(db(), thread, body["account_id"], version=body["version"], now=now())
    return _saved(thread)


@blueprint.post("/api/staff/threads/<uuid:thread_id>/labels")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.LabelThread)
@blueprint.response(200, schemas.ThreadDetail)
def label(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Say what it is about, and whether somebody should translate it."""
    thread = threads.at_sites(db(), thread_id, sites=sites(), lock=True)
    rules = threads.rules_for(db(), thread.participant, parts().catalog)
    version = body.pop("version")
    topics = {topic.key for topic in rules.topics}
    handling.label(db(), thread, Labels(**body), topics, version=version)
    return _saved(thread)


@blueprint.post("/api/staff/threads/<uuid:thread_id>/close")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.ThreadVersion)
@blueprint.response(200, schemas.ThreadDetail)
def close(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Nothing is left to do; an answer of hers opens it again."""
    thread = threads.at_sites(db(), thread_id, sites=sites(), lock=True)
    handling.close(thread, author(), version=body["version"], now=now())
    return _saved(thread)


@blueprint.post("/api/staff/threads/<uuid:thread_id>/reopen")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.ThreadVersion)
@blueprint.response(200, schemas.ThreadDetail)
def reopen(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Go on with a closed thread."""
    thread = threads.at_sites(db(), thread_id, sites=sites(), lock=True)
    handling.reopen(thread, author(), version=body["version"], now=now())
    return _saved(thread)


@blueprint.post("/api/staff/threads/<uuid:thread_id>/merge")
@access.staff(May.MESSAGES_WRITE)
@blueprint.arguments(schemas.MergeThread)
@blueprint.response(200, schemas.ThreadDetail)
def merge(body: dict[str, Any], thread_id: UUID) -> dict[str, Any]:
    """Let it go on in another thread with the same person; the answer is that thread."""
    thread = threads.at_sites(db(), thread_id, sites=sites(), lock=True)
    into = threads.at_sites(db(), body["into"], sites=sites(), lock=True)
    handling.merge(db(), thread, into, author(), version=body["version"], now=now())
    return _saved(into)


@blueprint.get("/api/staff/threads/<uuid:thread_id>/replies")
@access.staff(May.MESSAGES_WRITE)
@blueprint.response(200, schemas.FilledReplies)
def replies(thread_id: UUID) -> dict[str, Any]:
    """The study's prepared replies, filled in for the person of this thread."""
    thread = part_opened(threads.at_sites(db(), thread_id, sites=sites()))
    return filled(thread, setting_of(thread.participant))


@blueprint.post("/api/staff/messages/search")
@access.staff(May.MESSAGES_READ)
@blueprint.arguments(FindMessages)
@blueprint.response(200, schemas.FoundMessagesAtDesk)
def find(body: dict[str, Any]) -> dict[str, Any]:
    """Messages and notes at the caller's sites that have these words, the newest first."""
    rows = finding.at_desk(db(), body["text"], sites=sites(), limit=MOST_FOUND)
    return present.found(rows, body["text"])


@blueprint.get("/api/staff/messages.csv")
@access.staff(May.MESSAGES_READ)
@blueprint.doc(responses={200: {"description": "The messages as CSV"}})
def messages_csv() -> Response:
    """All messages of the caller's sites as a table."""
    text = export.messages(db(), sites=sites())
    return csv_of_people(text, "messages.csv", kind="message")


@blueprint.post("/api/staff/participants/<uuid:participant_id>/message-files/<uuid:file_id>")
@access.staff(May.MESSAGES_WRITE)
@blueprint.doc(requestBody=form(file=FILE))
@blueprint.response(200, MessageFile)
def hand_in(participant_id: UUID, file_id: UUID) -> dict[str, Any]:
    """Hand in a picture or PDF for a message to this participant. Twice is once."""
    return files.take(participants.get(db(), participant_id, sites=sites()), file_id)


@blueprint.get("/api/staff/message-files/<uuid:file_id>/picture")
@access.staff(May.MESSAGES_READ)
@blueprint.arguments(PictureOf, location="query")
@blueprint.response(200, FILE, content_type="image/jpeg")
def file_picture(wanted: dict[str, Any], file_id: UUID) -> Response:
    """A page of a file that came with a message."""
    row = part_opened(attachments.at_sites(db(), file_id, caller().account_id, sites=sites()))
    return picture(row.file, page=wanted["page"], small=wanted["small"], thing="message_file")


@blueprint.get("/api/staff/message-files/<uuid:file_id>/file")
@access.staff(May.MESSAGES_READ)
@blueprint.doc(
    responses={
        200: {
            "description": "The file",
            "content": {kind: {"schema": FILE} for kind in (PDF, JPEG, PNG)},
        }
    }
)
def message_file(file_id: UUID) -> Response:
    """A file that came with a message, to be saved."""
    row = part_opened(attachments.at_sites(db(), file_id, caller().account_id, sites=sites()))
    return original(row.file)
