"""A real mail server on this machine, with the moods that mail servers have."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.settings.processes import free_port

REFUSALS = {"busy": "451 Try again later", "strict": "554 Not that one", "gone": "421 Gone"}


@dataclass
class Post:
    """What happens at the server. `moods` are taken one a connection's message, then it is kind."""

    moods: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    tries: int = 0
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    hurry: threading.Event = field(default_factory=threading.Event)
    connections: list[Any] = field(default_factory=list)
    shut_door: Callable[[], None] = lambda: None

    @property
    def messages(self) -> list[EmailMessage]:
        parser = BytesParser(policy=default)
        return [parser.parsebytes(raw) for raw in self.raw]  # type: ignore[misc]

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        self.tries += 1
        if address.startswith("unknown@"):
            return "550 No such person here"
        if address.startswith("full@"):
            return "452 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mood = self.moods.pop(0) if self.moods else "kind"
        if session.peer not in self.connections:
            self.connections.append(session.peer)
        while mood == "slow" and not self.hurry.is_set():
            await asyncio.sleep(0.01)
        if mood == "gone":
            server.transport.abort()
        if mood in REFUSALS:
            return REFUSALS[mood]
        self.raw.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if mood == "last":
            self.shut_door()
        if mood in {"rude", "last"}:
            server.transport.write(b"250 OK\r\n")
            server.transport.close()
        return "250 OK"

    def login(
        self, _server: Any, _session: Any, _envelope: Any, _way: str, data: Any
    ) -> AuthResult:
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"p@ssword/1", handled=False)


Open = Callable[..., tuple[Post, str]]


@pytest.fixture
def open_post() -> Iterator[Open]:
    """Open a server; the post and the port it listens on."""
    controllers: list[Controller] = []

    def start(*moods: str, **options: Any) -> tuple[Post, str]:
        post = Post(list(moods))
        if options.pop("logins", False):
            options |= {"authenticator": post.login, "auth_required": True}
        controller = Controller(post, hostname="127.0.0.1", port=free_port(), **options)
        controller.start()
        post.shut_door = controller.server.close
        controllers.append(controller)
        return post, f"127.0.0.1:{controller.port}"

    yield start
    for controller in controllers:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and key for 127.0.0.1 in one file, for whoever trusts that file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A mail server of the tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    """This machine trusts the certificate of the tests, as OpenSSL is told by its environment."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
