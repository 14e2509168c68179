"""What follows a consent's change once it stands: documents are made and sent."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import sqlalchemy as sa
from flask import Response

from api.context import Parts, after_commit, db, now, parts
from portal.consent import copies
from portal.consent.copies import Press
from portal.consent.models import Consent, ConsentCopy, EventKind
from portal.consent.trail import Doer, note
from portal.errors import NotFound
from portal.files import service as files
from portal.files.models import StoredFile


def press_of(found: Parts) -> Press:
    """What making a document takes, of an application with these parts."""
    return Press(
        database=found.database,
        store=found.store,
        keys=found.keys,
        catalog=found.catalog,
        library=found.library,
        clock=found.clock,
    )


def then_make(consent: Consent) -> None:
    """Make the documents that this request asked for, when the transaction stands."""
    db().flush()
    ids = db().scalars(
        sa.select(ConsentCopy.id)
        .where(ConsentCopy.consent_id == consent.id, ConsentCopy.file_id.is_(None))
        .order_by(ConsentCopy.asked_at)
    )
    tools = press_of(parts())
    for copy_id in list(ids):
        after_commit(partial(_make, tools, copy_id))


def _make(tools: Press, copy_id: UUID) -> None:
    copies.try_to_make(tools, copy_id)


def file_response(row: ConsentCopy, doer: Doer) -> Response:
    """The document itself; noted in the trail. Made now if it was not."""
    if row.file_id is None:
        db().commit()  # making has transactions of its own
        copies.make(press_of(parts()), row.id)
        db().refresh(row)
    file = db().get(StoredFile, row.file_id)
    if file is None:
        raise NotFound("copy")
    content = files.read(parts().store, file)
    consent = db().get_one(Consent, row.consent_id)
    note(db(), consent, EventKind.COPY_OPENED, doer, now=now(), copy=row.kind.value)
    response = Response(content, mimetype=file.media_type)
    response.headers.set("Content-Disposition", "inline", filename=file.name)
    return response
