"""Fields and the base schema that the features share."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import available_timezones

from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, Schema, ValidationError, fields, validate

from api.body import JsonParser

E164 = re.compile(r"\+[1-9]\d{6,14}")


class Strict(Schema):
    """Base of all schemas that read input: an unknown entry is an error, not ignored."""

    class Meta:
        unknown = RAISE


class Empty(Strict):
    """A request without content."""


def iso(value: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC with a Z."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


class Instant(fields.DateTime):
    """An instant as ISO 8601 in UTC with a Z."""

    def _serialize(self, value: datetime | None, *_args: Any, **_more: Any) -> str | None:
        return iso(value)


class Words(fields.String):
    """Text a person typed: surrounding space is cut, control characters are refused."""

    _CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

    def __init__(self, longest: int, *, blank: bool = False, **more: Any) -> None:
        self.blank = blank
        # Two checks, so that an empty text is told apart from one that is too long.
        limits = [validate.Length(max=longest), *([] if blank else [validate.Length(min=1)])]
        super().__init__(validate=limits, **more)

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> str:
        text = super()._deserialize(value, *args, **more)
        if self._CONTROL.search(text):
            raise ValidationError("String does not match expected pattern.")
        return text.strip()


class ShortList(fields.List[Any]):
    """A list whose length is checked before its entries are read: refusing it costs nothing."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> list[Any]:
        if isinstance(value, list):
            self._validate(value)
        return super()._deserialize(value, *args, **more)


class Phone(fields.String):
    """A telephone number, kept as E.164: spaces, dashes, dots and brackets are dropped."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> str:
        text = re.sub(r"[\s().\-]", "", super()._deserialize(value, *args, **more))
        if not E164.fullmatch(text):
            raise ValidationError("Not a phone number.")
        return text


class Email(fields.Email):
    """An e-mail address of at most 254 characters; `blank`: or an empty text for none."""

    def __init__(self, *, blank: bool = False, **more: Any) -> None:
        self.blank = blank
        super().__init__(validate=validate.Length(max=254), **more)

    def _validate(self, value: Any) -> None:
        if value or not self.blank:
            super()._validate(value)

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> str:
        return str(super()._deserialize(value, *args, **more)).strip()


class TimeZone(fields.String):
    """The IANA name of a time zone."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> str:
        text = super()._deserialize(value, *args, **more)
        if text not in available_timezones():
            raise ValidationError(f"There is no time zone called {text}.")
        return text


class Day(fields.Date):
    """A day, as YYYY-MM-DD, within the years in which anything here happens."""

    _YEARS = range(1900, 2200)

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> date:
        day: date = super()._deserialize(value, *args, **more)
        if day.year not in self._YEARS:
            raise ValidationError("Not a valid date.")
        return day


class Clock(fields.Time):
    """A time of day as HH:MM."""

    _SHAPE = re.compile(r"\d{2}:\d{2}", re.ASCII)

    def __init__(self, **more: Any) -> None:
        super().__init__(format="%H:%M", metadata={"pattern": r"^\d{2}:\d{2}$"}, **more)

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> time:
        if not isinstance(value, str) or not self._SHAPE.fullmatch(value):
            raise ValidationError("Not a valid time.")
        clock: time = super()._deserialize(value, *args, **more)
        return clock


class Paging(Strict):
    """Which part of a list: `page` from 1, `page_size` rows each."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 100_000))
    page_size = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class Blueprint(SmorestBlueprint):
    """The features' blueprint: JSON in and out, errors as in :mod:`api.errors`."""

    ARGUMENTS_PARSER = JsonParser()
