"""What every answer carries and every request must pass: headers, and the guard against CSRF."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

from api.context import parts
from portal.errors import NotAllowed

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types portal-worker",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=(), usb=()",
}

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def guard_against_other_sites() -> None:
    """Refuse a change that another site's page could have sent with the cookie.

    The app sends the header X-Portal-Request, which a foreign page cannot without a preflight
    that is never granted; where the browser says where a request comes from, it must be here
    (OWASP CSRF cheat sheet: custom header, Fetch Metadata, Origin).
    """
    if request.method in SAFE_METHODS or _from_anywhere():
        return
    origin = request.headers.get("Origin")
    # "none" is a person's own doing, such as a reload; "same-site" is another host: refused.
    comes_from_here = request.headers.get("Sec-Fetch-Site", "same-origin") in {
        "same-origin",
        "none",
    } and (origin is None or origin.partition("://")[2] == request.host)
    if "X-Portal-Request" not in request.headers or not comes_from_here:
        raise NotAllowed("other_site")


def _from_anywhere() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "from_anywhere", False) is True


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if parts().settings.secure:
        response.headers.setdefault(
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains"
        )
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Cookie, Accept-Language"
    return response


def register(app: Flask) -> None:
    app.before_request(guard_against_other_sites)
    app.after_request(add_headers)
