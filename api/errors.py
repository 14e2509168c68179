"""The one table from what went wrong to what the caller is told (RFC 9457 problem details)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask, Response, jsonify
from marshmallow import Schema, fields
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, HTTPException

from api.access import SignInNeeded, lost_a_race
from api.context import language
from api.field_errors import flatten
from portal.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    PortalError,
    RuleBroken,
    StaleEdit,
    TooOften,
)
from portal.language import knows, say

log = structlog.get_logger("api")

# The most special class first: status and the title's key.
TABLE: tuple[tuple[type[PortalError], int, str], ...] = (
    (SignInNeeded, 401, "sign_in_needed"),
    (NotFound, 404, "not_found"),
    (NotAllowed, 403, "not_allowed"),
    (StaleEdit, 409, "stale"),
    (Conflict, 409, "conflict"),
    (RuleBroken, 422, "invalid"),
    (TooOften, 429, "slow_down"),
)

BY_STATUS: Mapping[int, str] = {
    400: "bad_request",
    401: "sign_in_needed",
    403: "not_allowed",
    404: "not_found",
    405: "wrong_method",
    413: "too_large",
    415: "unsupported",
    422: "invalid",
    429: "slow_down",
    503: "unavailable",
}


class FieldErrorSchema(Schema):
    field = fields.String(
        required=True, metadata={"description": "Dotted path of the input, for example proposals.0"}
    )
    message = fields.String(required=True)


class ProblemSchema(Schema):
    """An error: what is wrong and how to mend it, in the caller's language."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorSchema))
    current = fields.Integer(metadata={"description": "The version it has now (code stale)"})
    tries_left = fields.Integer()


def problem(
    status: int, code: str, title: str, detail: str, headers: Mapping[str, str] = {}, **more: Any
) -> Response:
    body = {
        "type": f"portal:{code}",
        "title": title,
        "detail": detail,
        "status": status,
        "code": code,
        **more,
    }
    response = jsonify(body)
    response.status_code = status
    response.content_type = "application/problem+json"
    for name, value in headers.items():
        response.headers[name] = value
    return response


def from_portal(error: PortalError) -> Response:
    """The problem that tells of `error`, at its field where it names one."""
    spoken = language()
    status, title = next(
        (status, title) for kind, status, title in TABLE if isinstance(error, kind)
    )
    detail = _sentence(error, spoken)
    more: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if error.field:
        more["errors"] = [{"field": error.field, "message": detail}]
    if isinstance(error, StaleEdit):
        more["current"] = error.current
    if isinstance(error, TooOften):
        headers["Retry-After"] = str(error.seconds)
    if "tries_left" in error.facts:
        more["tries_left"] = error.facts["tries_left"]
    return problem(status, error.code, say(f"title.{title}", spoken), detail, headers, **more)


def _sentence(error: PortalError, spoken: str) -> str:
    facts = dict(error.facts)
    if "thing" in facts and knows(f"thing.{facts['thing']}"):
        facts["thing"] = say(f"thing.{facts['thing']}", spoken)
    for name in ("old", "new", "status"):
        if name in facts and knows(f"status.{facts[name]}"):
            facts[name] = say(f"status.{facts[name]}", spoken)
    return say(f"error.{error.code}", spoken, **facts)


def from_http(error: HTTPException) -> Response:
    """The problem that tells of an error of HTTP itself, or of input of the wrong shape."""
    spoken = language()
    status = error.code or 500
    code = BY_STATUS.get(status, "failed" if status >= 500 else "bad_request")
    more: dict[str, Any] = {}
    messages = (getattr(error, "data", None) or {}).get("messages")
    if messages:
        more["errors"] = flatten(messages, spoken)
    facts = {"thing": say("thing.page", spoken), "seconds": 60}
    headers = {
        name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}
    }
    detail = say(f"error.{code}", spoken, **facts)
    return problem(status, code, say(f"title.{code}", spoken), detail, headers, **more)


def from_broken_body(_error: Exception) -> Response:
    """A body that breaks HTTP, which shows only when it is read."""
    return from_http(BadRequest())


def from_race(error: StaleDataError | IntegrityError) -> Response:
    """Two wrote the same at once and the database let one through: the other is told."""
    if not lost_a_race(error):
        return from_bug(error)
    spoken = language()
    detail = say("error.stale", spoken, thing=say("thing.page", spoken))
    return problem(409, "stale", say("title.stale", spoken), detail)


def from_database(error: OperationalError) -> Response:
    log.error("database_unreachable", error=type(error.orig).__name__)
    spoken = language()
    text = say("error.unavailable", spoken)
    return problem(503, "unavailable", say("title.unavailable", spoken), text, {"Retry-After": "5"})


def from_bug(error: Exception) -> Response:
    """A mistake in the program: logged with its place, told without any detail."""
    log.error("bug", error=type(error).__name__, exc_info=error)
    spoken = language()
    return problem(500, "failed", say("title.failed", spoken), say("error.failed", spoken))


def register(app: Flask) -> None:
    app.register_error_handler(PortalError, from_portal)
    app.register_error_handler(HTTPException, from_http)
    app.register_error_handler(StaleDataError, from_race)
    app.register_error_handler(IntegrityError, from_race)
    app.register_error_handler(OperationalError, from_database)
    app.register_error_handler(Exception, from_bug)
