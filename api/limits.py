"""Rate limits: a ceiling for everything, a low one for sign-in.

They keep a single client from wearing the portal out. What protects the codes themselves is in
the database (see portal.accounts.sign_in) and holds over all processes.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from api.context import parts


def sign_in_limit() -> str:
    return f"{parts().settings.sign_in_requests_per_minute} per minute"


def general_limit() -> str:
    return f"{parts().settings.requests_per_minute} per minute"


limiter = Limiter(get_remote_address, storage_uri="memory://", application_limits=[general_limit])


def register(app: Flask) -> None:
    limiter.init_app(app)

    @limiter.request_filter
    def not_the_api() -> bool:
        return not request.path.startswith("/api/")
