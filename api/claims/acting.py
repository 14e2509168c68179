"""The caller as one of the team who acts on claims."""

from __future__ import annotations

from flask import g

from api.access import caller
from api.context import db
from portal.claims import reviewing
from portal.claims.reviewing import Doer


def doer() -> Doer:
    """Looked up once a request, however many rows ask whether they are the caller's own."""
    if "claims_doer" not in g:
        g.claims_doer = reviewing.doer(db(), caller().account_id, caller().name)
    found: Doer = g.claims_doer
    return found
