"""Shapes of a participant's timeline."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, validate
from webargs.fields import DelimitedList

from api.fields import Instant, Strict, iso
from portal.timeline.happening import About, Place
from portal.timeline.sources import SOURCES

KINDS = validate.OneOf([source.kind for source in SOURCES])
WHAT = validate.OneOf([what.value for source in SOURCES for what in source.says])


class Cursor(fields.Field[Place]):
    """A :class:`Place` as text: what one page says of the next, sent back as it is."""

    _YEARS = range(1900, 2200)
    _LARGEST = 2**63

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "string"}, **more)

    def _serialize(self, value: Place | None, *_args: Any, **_more: Any) -> str | None:
        return None if value is None else f"{iso(value.at)}~{value.origin}~{value.row}"

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> Place:
        at, _, rest = str(value).partition("~")
        origin, _, row = rest.partition("~")
        try:
            return Place(self._instant(at), origin, self._row(row))
        except ValueError as error:
            raise ValidationError("Not the beginning of a page.") from error

    def _instant(self, text: str) -> datetime:
        at = datetime.fromisoformat(text)
        if at.utcoffset() is None or at.year not in self._YEARS:
            raise ValueError(text)
        return at.astimezone(UTC)

    def _row(self, text: str) -> UUID | int:
        if not (text.isascii() and text.isdigit()):
            return UUID(text)
        if len(text) > len(str(self._LARGEST)) or int(text) >= self._LARGEST:
            raise ValueError(text)
        return int(text)


class TimelineQuery(Strict):
    """`kinds`: only these, with commas between; none: all. `before`: an earlier answer's `older`."""

    kinds = DelimitedList(fields.String(validate=KINDS), load_default=list)
    before = Cursor(load_default=None)
    limit = fields.Integer(load_default=40, validate=validate.Range(1, 100))


class Happening(Schema):
    """One entry. `what` names the sentence and `facts` what it speaks of, as plain values.

    `by` null: the portal itself. `about` and `object_id`: what it leads to.
    """

    id = fields.String(required=True)
    at = Instant(required=True)
    kind = fields.String(required=True, validate=KINDS)
    what = fields.String(required=True, validate=WHAT)
    by = fields.String(required=True, allow_none=True)
    about = fields.Enum(About, by_value=True, required=True)
    object_id = fields.UUID(required=True)
    facts = fields.Dict(keys=fields.String(), required=True)


class Timeline(Schema):
    """`kinds`: all that the caller may read here. `older` null: the line ends here."""

    rows = fields.List(fields.Nested(Happening), required=True)
    older = Cursor(required=True, allow_none=True)
    kinds = fields.List(fields.String(validate=KINDS), required=True)
