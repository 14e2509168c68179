"""Receipts as pictures: what was photographed, or a page of a PDF drawn by the portal."""

from __future__ import annotations

from flask import Response

from api.context import parts
from api.downloads import file
from portal.claims.models import ClaimReceipt
from portal.errors import NotFound
from portal.files import service as files
from portal.files.kinds import JPEG, PDF


def picture(row: ClaimReceipt, *, page: int, small: bool) -> Response:
    """One page, from 1, or the whole in small. Raises NotFound for a page that there is not."""
    if small:
        content = files.rendition(parts().store, row.file, "thumb")
    elif row.file.media_type != PDF and page == 1:
        content = files.read(parts().store, row.file)
    elif row.file.media_type == PDF and page <= (row.file.pages or 0):
        content = files.rendition(parts().store, row.file, page)
    else:
        raise NotFound("receipt")
    return file(content, media_type=JPEG, name="receipt.jpg")


def original(row: ClaimReceipt) -> Response:
    """The file itself, to be saved and opened elsewhere."""
    content = files.read(parts().store, row.file)
    return file(content, media_type=row.file.media_type, name=row.file.name, attachment=True)
