"""The headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.support.claims import Traveller, travelled
from tests.support.portal import Portal

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def portal(start_portal: Callable[..., Portal], tmp_path: Path) -> Portal:
    """With a small built app: two pages and a script."""
    app = tmp_path / "app"
    (app / "staff").mkdir(parents=True)
    (app / "assets").mkdir()
    (app / "index.html").write_text("<title>phone</title>")
    (app / "staff" / "index.html").write_text("<title>desk</title>")
    (app / "assets" / "main-1.js").write_text("1;")
    (app / "assets" / "main-1.js.gz").write_bytes(b"\x1f\x8bgz")
    (app / "assets" / "main-1.js.br").write_bytes(b"br")
    (app / "manifest.webmanifest").write_text("{}")
    (app / "sw.js").write_text("2;")
    return start_portal(frontend_dir=str(app))


def answers(portal: Portal) -> dict[str, TestResponse]:
    """One of each kind of answer."""
    browser = portal.browser()
    return {
        "api": browser.get("/api/session"),
        "refused": browser.get("/api/me/today"),
        "unknown": browser.get("/api/nothing"),
        "method": browser.delete("/api/session"),
        "foreign": portal.app.test_client().post("/api/sign-out"),
        "invalid": browser.post("/api/sign-in/code", {}),
        "page": browser.get("/"),
        "address": browser.get("/visits/5"),
        "desk": browser.get("/staff/participants"),
        "script": browser.get("/assets/main-1.js"),
        "no file": browser.get("/missing.png"),
        "alive": browser.get("/healthz"),
        "description": browser.get("/api/openapi.json"),
    }


def test_every_answer_is_guarded(portal: Portal) -> None:
    for kind, answer in answers(portal).items():
        for name, value in EXPECTED.items():
            assert answer.headers.get(name) == value, (kind, name)
        assert answer.headers["X-Request-Id"], kind
        assert "Server" not in answer.headers, kind


def test_scripts_and_styles_come_from_the_portal_alone_and_never_stand_in_the_page(
    portal: Portal,
) -> None:
    for kind, answer in answers(portal).items():
        policy = dict(
            part.strip().split(" ", 1)
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'", kind
        assert policy["script-src"] == "'self'"
        assert policy["style-src"] == "'self'"
        assert policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["base-uri"] == "'none'"
        assert policy["object-src"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_nothing_of_the_api_is_ever_stored(portal: Portal) -> None:
    for kind, answer in answers(portal).items():
        if answer.request.path.startswith("/api/"):
            assert answer.headers["Cache-Control"] == "no-store", kind
            assert answer.headers["Vary"] == "Cookie, Accept-Language", kind


def test_files_and_tables_are_guarded_as_everything_is_and_run_nothing(portal: Portal) -> None:
    travelled(portal)
    her, desk = Traveller(portal), portal.at_desk().browser
    receipt = her.receipt()
    her.claim([her.parking(receipts=[receipt])])
    files = [
        her.phone.get(f"/api/me/receipts/{receipt}/picture"),
        desk.get(f"/api/staff/receipts/{receipt}/picture?small=true"),
        desk.get(f"/api/staff/receipts/{receipt}/file"),
        desk.get("/api/staff/claims.csv"),
        desk.get("/api/staff/travel-totals.csv"),
    ]
    for answer in files:
        assert answer.status_code == 200
        for name, value in EXPECTED.items():
            assert answer.headers.get(name) == value, (answer.request.path, name)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_over_plain_http_on_this_machine_no_browser_is_told_to_insist_on_tls(
    portal: Portal,
) -> None:
    for answer in answers(portal).values():
        assert "Strict-Transport-Security" not in answer.headers


def test_over_tls_every_answer_insists_on_it(start_portal: Callable[..., Portal]) -> None:
    portal = start_portal(base_url="https://portal.example.org")
    for answer in answers(portal).values():
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/schedule", "text/html; charset=utf-8", "no-cache"),
        ("/staff", "text/html; charset=utf-8", "no-cache"),
        ("/staff/visits/5", "text/html; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        (
            "/assets/main-1.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
    ],
)
def test_the_files_of_the_app_say_what_they_are_and_how_long_they_keep(
    portal: Portal, path: str, kind: str, cache: str
) -> None:
    answer = portal.browser().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == cache


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [("br, gzip", "br", b"br"), ("gzip", "gzip", b"\x1f\x8bgz"), ("", None, b"1;")],
)
def test_a_script_is_sent_in_the_smallest_form_that_the_browser_reads(
    portal: Portal, accepted: str, encoding: str | None, body: bytes
) -> None:
    answer = portal.browser().get("/assets/main-1.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.data == body
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_file_is_not_sent_again_to_a_browser_that_has_it(portal: Portal) -> None:
    browser = portal.browser()
    tag = browser.get("/").headers["ETag"]
    assert browser.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_phone_and_desk_have_their_own_first_page(portal: Portal) -> None:
    browser = portal.browser()
    assert b"phone" in browser.get("/staffing").data
    assert b"desk" in browser.get("/staff/").data


def test_files_outside_the_app_are_out_of_reach(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    browser = portal.browser()
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"):
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert answer.data != b"secret"


def test_a_portal_whose_app_is_not_built_says_so(start_portal: Callable[..., Portal]) -> None:
    portal = start_portal(frontend_dir="/nowhere")
    assert portal.browser().get("/").status_code == 404
