"""Files that were handed in, looked at page by page or saved: the same for every feature."""

from __future__ import annotations

from flask import Response
from marshmallow import fields, validate

from api.context import parts
from api.downloads import file
from api.fields import Strict
from portal.errors import NotFound
from portal.files import service as files
from portal.files.kinds import JPEG, PDF
from portal.files.models import StoredFile


class PictureOf(Strict):
    """Which picture of a receipt: a page from 1, or with `small` the whole in small."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 100))
    small = fields.Boolean(load_default=False)


def picture(row: StoredFile, *, page: int, small: bool, thing: str) -> Response:
    """One page, from 1, or the whole in small. Raises NotFound(thing) for a page there is not."""
    if small:
        content = files.rendition(parts().store, row, "thumb")
    elif row.media_type != PDF and page == 1:
        content = files.read(parts().store, row)
    elif row.media_type == PDF and page <= (row.pages or 0):
        content = files.rendition(parts().store, row, page)
    else:
        raise NotFound(thing)
    return file(content, media_type=JPEG, name=f"{thing}.jpg")


def original(row: StoredFile) -> Response:
    """The file itself, to be saved and opened elsewhere."""
    content = files.read(parts().store, row)
    return file(content, media_type=row.media_type, name=row.name, attachment=True)
