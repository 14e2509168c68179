"""A consent signed on paper, recorded as the desk does it: the short way to somebody in screening."""

from __future__ import annotations

import json
from uuid import uuid4

from tests.browser.conftest import Screen
from tests.support.consenting import a_pdf


def consent_on_paper(opened: Screen, code: str, day: str) -> None:
    """The participant with `code` signed on `day`, and the team too."""
    ask, desk = opened.context.request, f"{opened.demo.address}/api/staff"
    rows = ask.get(f"{desk}/participants").json()["rows"]
    person = next(row for row in rows if row["code"] == code)
    detail = ask.get(f"{desk}/participants/{person['id']}/consent").json()
    names = {"participant": person["name"]}
    paper = {
        "id": str(uuid4()),
        "version_id": detail["paper_version_id"],
        "language": "en",
        "choices": {choice["key"]: True for choice in detail["paper_choices"]},
        "signatures": [
            {"role": role, "name": names.get(role, "Of the team"), "date": day}
            for role in detail["paper_signers"]
        ],
    }
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    answer = ask.post(
        f"{desk}/participants/{person['id']}/paper-consent",
        multipart={"paper": json.dumps(paper), "scan": scan},
        headers={"X-Portal-Request": "1"},
    )
    assert answer.ok, answer.text()
