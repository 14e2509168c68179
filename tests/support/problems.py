"""Reading the answers that say what went wrong."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse


def problem(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The problem in `answer`, which must have this status and code (RFC 9457)."""
    assert answer.status_code == status, (answer.status_code, answer.get_data(as_text=True))
    assert answer.content_type == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert body["code"] == code, body
    assert body["status"] == status
    assert body["type"] == f"portal:{code}"
    assert body["title"]
    assert body["detail"]
    assert "{" not in body["detail"], "a placeholder was not filled in"
    return body


def fields_of(body: dict[str, Any]) -> list[str]:
    """The fields that a problem names, in its order."""
    return [item["field"] for item in body.get("errors", [])]


def done(answer: TestResponse, status: int = 200) -> Any:
    """The JSON of an answer that must have gone well."""
    assert answer.status_code == status, (answer.status_code, answer.get_data(as_text=True))
    return answer.get_json()
