"""How the entries of a study file are grouped and listed, and what is said of a broken one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validates_schema

from portal.study.faults import known, quoted

MOST_ITEMS = 500
"""Items a list may have; a study has some tens."""


class Group(Schema):
    """A group of named entries, of which none may be unknown."""

    error_messages = {  # noqa: RUF012 (marshmallow's name and kind)
        "type": 'is not a group of entries.\nWrite its entries below it, each as "name: value".'
    }

    class Meta:
        unknown = EXCLUDE  # refused below, with the name that may have been meant

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def refuse_unknown(self, _data: Any, original: Any, **_: Any) -> None:
        if not isinstance(original, Mapping):
            return
        unknown = {
            name: [f"{quoted(name)} is not an entry here.\n{known(name, self.fields)}"]
            for name in original
            if name not in self.fields
        }
        if unknown:
            raise ValidationError(dict(unknown))


def one(schema: type[Schema], *, required: bool = True, example: str) -> fields.Nested:
    messages = _absent(f"Write {example}.")
    return fields.Nested(schema, required=required, error_messages=messages)


def _absent(remedy: str) -> dict[str, Any]:
    return {"required": f"is missing.\n{remedy}", "null": f"is empty.\n{remedy}"}


class Items(fields.List[Any]):
    """A list whose sound items keep their place beside broken ones."""

    def __init__(
        self, inner: type[Group] | fields.Field[Any], *, required: bool = True, example: str
    ) -> None:
        remedy = f"Write {example}."
        item = inner if isinstance(inner, fields.Field) else one(inner, example=example)
        messages = {
            **_absent(remedy),
            "none": f"is empty.\n{remedy}",
            "many": f"has more than {MOST_ITEMS} items.\nWrite fewer.",
            "invalid": f'is not a list.\n{remedy} Begin each item with "- ".',
        }
        super().__init__(item, required=required, error_messages=messages)
        self.least = 1 if required else 0

    def _deserialize(self, value: Any, *_: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if len(value) < self.least:
            raise self.make_error("none")
        if len(value) > MOST_ITEMS:
            raise self.make_error("many")
        sound: list[Any] = []
        errors: dict[int, Any] = {}
        for index, item in enumerate(value):
            try:
                sound.append(self.inner.deserialize(item, **kwargs))
            except ValidationError as error:
                sound.append(error.valid_data)
                errors[index] = error.messages
        if errors:
            broken: Any = errors
            raise ValidationError(broken, valid_data=sound)
        return sound
