"""Files of messages as they are handed in, the same for both sides."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from flask import request

from api.access import caller
from api.context import db, now, parts
from api.pictures import FORM_AROUND
from portal.errors import RuleBroken
from portal.files.apart import examine_apart
from portal.files.kinds import Kind
from portal.messages import attachments
from portal.messages.models import MessageFile
from portal.participants.models import Participant


def take(participant: Participant, file_id: UUID) -> dict[str, Any]:
    """Keep what was sent under that id; the same again is the same file."""
    largest = parts().settings.max_upload_bytes
    request.max_content_length = largest + FORM_AROUND
    sent = request.files.get("file")
    if sent is None:
        raise RuleBroken("file_empty", field="file")
    data, name = sent.stream.read(), sent.filename or "file"
    account_id, digest = caller().account_id, hashlib.sha256(data).hexdigest()
    found = attachments.same_again(db(), file_id, account_id, digest)
    if found is not None:
        return shown(found)
    attachments.check_room(db(), account_id)
    db().commit()  # looking at the file takes a while; nobody else waits for the database meanwhile
    checked = examine_apart(data, name=name, largest=largest, field="file", kind=Kind.MESSAGE)
    found = attachments.same_again(db(), file_id, account_id, digest)
    if found is None:
        found = attachments.add(
            db(), parts().store, participant, file_id, checked, account_id, now=now()
        )
    return shown(found)


def shown(row: MessageFile) -> dict[str, Any]:
    """For :class:`schemas.MessageFile`."""
    return {
        "id": row.id,
        "name": row.file.name,
        "media_type": row.file.media_type,
        "size": row.file.size,
        "pages": row.file.pages or 1,
    }
