"""Files of messages, the same for both sides."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from api import uploads
from api.access import caller
from api.context import db, now, parts
from portal.files.check import Checked
from portal.files.kinds import Kind
from portal.messages import attachments
from portal.messages.models import MessageFile
from portal.participants.models import Participant


def take(participant: Participant, file_id: UUID) -> dict[str, Any]:
    """Keep what was sent under that id; the same again is the same file."""
    account_id = caller().account_id

    def add(checked: Checked) -> MessageFile:
        store = parts().store
        return attachments.add(db(), store, participant, file_id, checked, account_id, now=now())

    row = uploads.take(
        Kind.MESSAGE,
        same_again=partial(attachments.same_again, db(), file_id, account_id),
        check_room=partial(attachments.check_room, db(), account_id),
        add=add,
    )
    return shown(row)


def shown(row: MessageFile) -> dict[str, Any]:
    """For :class:`schemas.MessageFile`."""
    return {
        "id": row.id,
        "name": row.file.name,
        "media_type": row.file.media_type,
        "size": row.file.size,
        "pages": row.file.pages or 1,
    }
