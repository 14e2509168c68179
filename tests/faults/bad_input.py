"""Requests that no honest client sends, each with a name for the report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

from tests.faults.bad_forms import forms
from tests.faults.raw import request
from tests.faults.world import World

Case = tuple[str, bytes]
BIG = 20_000_000
DEEP = 100_000
TEXT = "(the text)"


def cases(here: World) -> Iterator[Case]:
    """Everything but what is slow: that is in abuse.py."""
    for part in (_bodies, forms, _texts, _paths, _headers, _cookies, _protocol, _queries):
        yield from part(here)


def _wish(here: World) -> tuple[str, str]:
    own = here.participants[0]
    return own.token, f"/api/me/visits/{own.visits[0]}/time-requests/{uuid4()}"


def _bodies(here: World) -> Iterator[Case]:
    """Bodies that are not what they should be."""
    token, path = _wish(here)
    for name, body in (
        ("empty", b""),
        ("not JSON", b"{"),
        ("a number", b"7"),
        ("null", b"null"),
        ("a list", b"[]"),
        ("two values", b"{} {}"),
        ("invalid UTF-8", b'{"note": "\xff\xfe"}'),
        ("UTF-16", '{"note": "x"}'.encode("utf-16")),
        ("not a number", b'{"note": NaN, "proposals": Infinity}'),
        ("a number without end", b'{"note": ' + b"9" * 100_000 + b"}"),
        ("a huge exponent", b'{"note": 1e999999}'),
        ("deep lists", b"[" * DEEP + b"]" * DEEP),
        ("deep objects", b'{"a":' * DEEP + b"1" + b"}" * DEEP),
        ("deep in its place", b'{"proposals":' + b"[" * DEEP + b"]" * DEEP + b"}"),
        ("many keys", json.dumps({str(n): n for n in range(50_000)}).encode()),
        ("the same key again", b"{" + b'"note":"a",' * 50_000 + b'"note":"b"}'),
        ("many proposals", json.dumps({"proposals": [{}] * 100_000, "note": ""}).encode()),
        ("oversized", b'{"note": "' + b"x" * BIG + b'"}'),
    ):
        yield f"body: {name}", request("PUT", path, cookie=token, body=body)
    for kind in (
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
    ):
        yield f"body: as {kind}", request("PUT", path, cookie=token, body=b"{}" * 50, kind=kind)
    form = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" * 15_000 + b"--x--"
    yield (
        "body: many parts",
        request("PUT", path, cookie=token, body=form, kind="multipart/form-data; boundary=x"),
    )
    gzipped = request(
        "PUT",
        path,
        cookie=token,
        body=b"\x1f\x8b" + b"\0" * 100,
        headers=[("Content-Encoding", "gzip")],
    )
    yield "body: compressed", gzipped


def _claim(here: World) -> dict[str, object]:
    words = dict.fromkeys(("category", "note", "receipt_lost", "distance_reason"), TEXT)
    line = {"id": str(uuid4()), "spent_on": TEXT, "receipts": [TEXT], **words}
    visit = str(here.participants[0].visits[0])
    claim = {"id": str(uuid4()), "round": 1, "visit_id": visit, "currency": TEXT}
    return {**claim, "lines": [line], "late_reason": TEXT}


def _texts(here: World) -> Iterator[Case]:
    """Texts that databases and languages choke on, in every field that takes a text."""
    own, path = _wish(here)
    desk, visit = here.coordinators[0], here.participants[1].visits[0]
    wish = {"proposals": [{"date": "2027-01-04", "part": "morning"}], "note": TEXT}
    outcome = {"version": 1, "status": "partly_done", "reason": TEXT, "activities_done": [TEXT]}
    decision = {"version": 1, "decision": TEXT, "note": TEXT, "lines": [{TEXT: TEXT}]}
    new = dict.fromkeys(("code", "name", "email", "phone", "language"), TEXT)
    places: tuple[tuple[str, str, str, object], ...] = (
        (own, "PUT", path, wish),
        (own, "PUT", path, wish | {"proposals": [{"date": TEXT, "part": TEXT}]}),
        ("", "POST", "/api/sign-in/code", {"email": f"{TEXT}@example.org"}),
        ("", "POST", "/api/sign-in/code", {TEXT: "a@example.org"}),
        ("", "POST", "/api/sign-in", {"ticket": str(uuid4()), "code": TEXT}),
        (own, "PATCH", "/api/account", {"time_zone": TEXT, "language": TEXT}),
        (own, "POST", "/api/me/claims", _claim(here)),
        (own, "POST", f"/api/me/claims/{uuid4()}/dispute", {"note": TEXT}),
        (desk, "POST", f"/api/staff/claims/{uuid4()}/decision", decision),
        (desk, "POST", f"/api/staff/visits/{visit}/outcome", outcome),
        (desk, "POST", "/api/staff/participants/search", {"text": TEXT}),
        (desk, "POST", "/api/staff/participants", new | {"id": TEXT, "site_id": TEXT}),
        (desk, "POST", "/api/staff/participants", {**new, "id": str(uuid4()), "email": "a@a.org"}),
    )
    for cookie, method, where, body in places:
        for name, text in (
            ("NUL", "\\u0000"),
            ("half a pair", "\\ud800"),
            ("written right to left", "\\u202e"),
            ("long", "x" * 500_000),
            ("accents without end", "\\u0301" * 50_000),
            ("braces", "{thing} %s %(a)s {0.__class__}"),
        ):
            content = json.dumps(body).replace(TEXT, text).encode()
            yield (
                f"text: {name} ({method} {where})",
                request(method, where, cookie=cookie, body=content),
            )


def _paths(here: World) -> Iterator[Case]:
    token = here.participants[0].token
    for name, path in (
        ("10,000 characters", "/" + "a" * 10_000),
        ("4,000 characters", "/" + "a" * 4_000),
        ("10,000 characters of the API", "/api/" + "a/" * 5_000),
        ("4,000 slashes", "/" * 4_000),
        ("invalid UTF-8", b"/\xff\xfe"),
        ("invalid UTF-8, escaped", "/%ff%fe/api/%c0%af"),
        ("a broken escape", "/%zz/%"),
        ("NUL", "/%00"),
        ("NUL in the API", "/api/me/visits/%00"),
        ("line break", "/%0d%0aSet-Cookie:%20a=b"),
        ("up and out", "/../../../../etc/passwd"),
        ("up and out, escaped", "/..%2f..%2f..%2fetc%2fpasswd"),
        ("up and out of assets", "/assets/..%2f..%2f..%2fpyproject.toml"),
        ("backslashes", "/assets\\..\\..\\x"),
        ("a name too long for a disk", "/assets/" + "a" * 3_000),
        ("a whole address", "http://127.0.0.1/api/session"),
        ("another host's address", "http://example.org/"),
        ("an id that is none", "/api/me/visits/../today"),
        ("a calendar that is none", "/api/calendar/" + "a" * 3_000 + ".ics"),
        ("a calendar in binary", b"/api/calendar/\x80\x81.ics"),
    ):
        yield f"path: {name}", request("GET", path, cookie=token)


def _headers(here: World) -> Iterator[Case]:
    token = here.participants[0].token
    for name, header, value in (
        ("100,000 characters", "X-Long", "a" * 100_000),
        ("8,000 characters", "X-Long", "a" * 8_000),
        ("binary", "X-Binary", bytes(range(128, 256))),
        ("NUL", "X-Nul", b"a\0b"),
        ("a name with a space", "X Bad", "a"),
        ("no name", "", "a"),
        ("folded", "X-Folded", "a\r\n b"),
        ("languages without end", "Accept-Language", "x-y;q=0.5," * 700),
        ("a language of no weight", "Accept-Language", "es;q=abc, *;q=-1, ;;;=,,"),
        ("languages in binary", "Accept-Language", b"\xff\xfe;q=\xff"),
        ("encodings", "Accept-Encoding", "br;q=x, gzip;q=9e999, ,;"),
        ("an origin that is none", "Origin", "http://["),
        ("an origin with a port that is none", "Origin", "http://127.0.0.1:99999999"),
        ("a referrer", "Referer", "http://[::"),
        ("a date", "If-Modified-Since", "Thu, 99 Foo 99999 99:99:99 GMT"),
        ("a tag", "If-None-Match", '"' + "," * 5_000),
        ("ranges", "Range", "bytes=" + "0-1," * 1_500 + "9-"),
        ("a range without end", "Range", "bytes=0-" + "9" * 5_000),
        ("a token", "Authorization", b"Bearer \xff\xfe"),
        ("forwarded", "X-Forwarded-For", "a" * 5_000),
        ("no host", "Host", ""),
        ("a host that is none", "Host", "a b:c:d[]"),
        ("a device in binary", "User-Agent", bytes(range(128, 256))),
        ("expecting", "Expect", "a miracle"),
    ):
        for method, path in (("GET", "/api/me/today"), ("GET", "/"), ("POST", "/api/sign-out")):
            yield (
                f"header: {name} ({method} {path})",
                request(
                    method, path, cookie=token if method == "GET" else "", headers=[(header, value)]
                ),
            )
    yield (
        "header: metrics, a token in binary",
        request("GET", "/metrics", headers=[("Authorization", b"Bearer \xff")]),
    )
    many = [(f"X-{number}", "a") for number in range(5_000)]
    yield "header: 5,000 of them", request("GET", "/", headers=many)


def _cookies(here: World) -> Iterator[Case]:
    for name, cookie in (
        ("unknown", "a"),
        ("empty quotes", '""'),
        ("binary", bytes(range(128, 256))),
        ("escaped binary", '"\\377\\376\\000"'),
        ("NUL", b"a\0b"),
        ("long", "a" * 7_000),
        ("many", "; ".join(f"portal=a{number}" for number in range(500))),
        ("separators", ";;;===,,,"),
        ("remembered", "a; remember_token=1|00"),
        ("remembered in binary", b"a; remember_token=\xff|\xff"),
        ("a session of Flask", "a; session=.eJwNyTEOAAAIAsBfWe"),
    ):
        yield f"cookie: {name}", request("GET", "/api/me/today", cookie=cookie)
        yield (
            f"cookie: {name}, writing",
            request("POST", "/api/sign-out", cookie=cookie, body=b"{}"),
        )


def _protocol(here: World) -> Iterator[Case]:
    """What is not quite HTTP."""
    token, path = _wish(here)
    head = f"PUT {path} HTTP/1.1\r\nHost: a\r\nCookie: portal={token}\r\nX-Portal-Request: 1\r\n"
    head += "Content-Type: application/json\r\nConnection: close\r\n"
    chunked = head + "Transfer-Encoding: chunked\r\n"
    for name, text in (
        ("nothing", "\r\n\r\n"),
        ("words", "hello there\r\n\r\n"),
        ("an old version", "GET / HTTP/0.9\r\n\r\n"),
        ("a version to come", "GET / HTTP/9.9\r\n\r\n"),
        ("an unknown method", "FOO /api/session HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a long method", "A" * 5_000 + " / HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("tracing", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("connecting", "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n"),
        ("a length below nothing", head + "Content-Length: -1\r\n\r\n{}"),
        ("a length in words", head + "Content-Length: two\r\n\r\n{}"),
        ("two lengths", head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        ("length and chunks", chunked + "Content-Length: 2\r\n\r\n0\r\n\r\n"),
        ("a length without end", head + "Content-Length: " + "9" * 400 + "\r\n\r\n{}"),
        ("chunks of no length", chunked + "\r\nzz\r\n{}\r\n0\r\n\r\n"),
        ("a chunk below nothing", chunked + "\r\n-1\r\n{}\r\n0\r\n\r\n"),
        ("a chunk without end", chunked + "\r\n" + "f" * 100 + "\r\n{}\r\n"),
        ("a long chunk extension", chunked + "\r\n2;" + "a" * 100_000 + "\r\n{}\r\n0\r\n\r\n"),
        ("an unknown encoding", head + "Transfer-Encoding: gold\r\n\r\n{}"),
        ("switching to HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        ("a handshake of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "\0" * 500),
        ("a proxy's greeting", "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1\r\n\r\n"),
    ):
        yield f"protocol: {name}", text.encode("latin-1")


def _queries(here: World) -> Iterator[Case]:
    desk = here.coordinators[0]
    for path in (
        *("/api/staff/participants", "/api/staff/visits", "/api/staff/time-requests"),
        *("/api/staff/claims", "/api/staff/payment-batches", "/api/staff/travel-totals"),
    ):
        for name, query in (
            ("a page without end", "page=" + "9" * 3_000),
            ("a page below nothing", "page=-1"),
            ("the last page", "page=100000&page_size=200"),
            ("NUL", "site=%00&status=%00&from=%00"),
            ("invalid UTF-8", "site=%ff&status=%fe&sort=%ff"),
            ("the ends of time", "from=0001-01-01&to=9999-12-31"),
            ("a date that is none", "from=2026-02-30&to=x"),
            ("many", "&".join(f"a{number}=1" for number in range(500))),
            ("the same again", "page=1&" * 500),
            ("an unknown name", "__class__=1&page.size=2"),
        ):
            yield f"query: {name} ({path})", request("GET", f"{path}?{query}", cookie=desk)
