"""A small OpenID provider, run as a process of its own on loopback: `python -m` this module.

It does what providers do, and what a broken or hostile one would do where its mood says so:
`POST /mood` sets that, and what it says of the person. It prints its address when it is ready.
"""

from __future__ import annotations

import base64
import json
import secrets
import sys
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "portal", "a secret between the portal and its provider"
BASIC = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()


class State:
    """What it knows: its keys, the codes it gave out, and its mood."""

    def __init__(self) -> None:
        self.keys = [new_key()]
        self.codes: dict[str, dict[str, str]] = {}
        self.mood: dict[str, Any] = {}
        self.asked: list[str] = []


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(8), "use": "sig", "alg": "RS256"})


class Handler(BaseHTTPRequestHandler):
    state = State()
    address = ""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path, asked = self._path()
        if path == "/.well-known/openid-configuration":
            self._json(self._about())
        elif path == "/jwks":
            self._json({"keys": [key.as_dict(private=False) for key in self.state.keys]})
        elif path == "/authorize":
            self._page(asked)
        elif path == "/favicon.ico":
            self._answer(200, b"", "image/x-icon")
        elif path == "/authorized":
            self._back(asked)
        else:
            self._json({}, 404)

    def do_POST(self) -> None:
        path, _ = self._path()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if path == "/mood":
            self.state.mood = json.loads(body)
            self.state.asked.clear()
            if self.state.mood.get("new_key"):
                self.state.keys = [new_key()]
            self._json({})
        elif path == "/token":
            self._token({name: values[0] for name, values in parse_qs(body).items()})
        else:
            self._json({}, 404)

    def _path(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        if parts.path != "/mood":
            self.state.asked.append(parts.path)
            time.sleep(self.state.mood.get("slow", {}).get(parts.path, 0))
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        } | self.state.mood.get("about", {})

    def _page(self, asked: dict[str, str]) -> None:
        name = escape(self.state.mood.get("claims", {}).get("email", "nobody"))
        link = escape(f"/authorized?{urlencode(asked)}")
        page = f'<!doctype html><title>University</title><a href="{link}">Go on as {name}</a>'
        self._answer(200, page.encode(), "text/html; charset=utf-8")

    def _back(self, asked: dict[str, str]) -> None:
        right = asked.get("client_id") == CLIENT and asked.get("response_type") == "code"
        if not right or asked.get("code_challenge_method") != "S256":
            return self._json({"error": "invalid_request"}, 400)
        back = {"state": asked["state"], "iss": self.address} | self.state.mood.get("back", {})
        if "error" not in back:
            code = secrets.token_urlsafe(24)
            self.state.codes[code] = asked
            back["code"] = code
        self.send_response(303)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def _token(self, form: dict[str, str]) -> None:
        asked = self.state.codes.pop(form.get("code", ""), {})
        status = self.state.mood.get("status")
        if status:
            return self._json({"error": "server_error"}, status)
        if (
            self.headers.get("Authorization") != BASIC
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked.get("redirect_uri")
            or create_s256_code_challenge(form.get("code_verifier", ""))
            != asked.get("code_challenge")
        ):
            return self._json({"error": "invalid_grant"}, 400)
        return self._json(
            {
                "access_token": secrets.token_urlsafe(24),
                "token_type": "Bearer",
                "id_token": self._id_token(asked),
            }
        )

    def _id_token(self, asked: dict[str, str]) -> str:
        mood = self.state.mood
        now = int(mood.get("now", time.time()))
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        } | mood.get("claims", {})
        for name in mood.get("without", []):
            claims.pop(name, None)
        key = self.state.keys[0]
        header = {"alg": "RS256", "kid": key.kid}
        signing = mood.get("signing", "")
        if signing == "forged":
            key = new_key()
        elif signing == "HS256":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        elif signing == "none":
            parts = (json.dumps(one).encode() for one in ({"alg": "none"}, claims))
            return (
                ".".join(base64.urlsafe_b64encode(one).decode().rstrip("=") for one in parts) + "."
            )
        return jwt.encode(header, claims, key)

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        self._answer(status, json.dumps(content).encode(), "application/json")

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.address = f"http://127.0.0.1:{server.server_port}"
    sys.stdout.write(f"{Handler.address}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
