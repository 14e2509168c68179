"""Reading the body of a request: JSON that is text, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from flask import Request
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


class JsonParser(FlaskParser):
    """webargs' parser; what it would read as "nothing sent", or stumble over, is refused here."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        if not req.is_json and req.get_data(cache=True):
            raise UnsupportedMediaType
        try:
            value = super().load_json(req, schema)
        except (RecursionError, ValueError) as error:  # too deep, a number of thousands of digits
            raise BadRequest from error
        if b"\\ud" in req.get_data(cache=True).lower():
            _check_text(value)
        return value


def _check_text(value: Any) -> None:
    """Refuse half of a surrogate pair: no database and no answer can hold it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadRequest from error
