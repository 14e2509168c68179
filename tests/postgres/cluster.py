"""A PostgreSQL server for the tests: made in a temporary folder, stopped and removed at the end.

It listens on a free port of the loopback interface and on a UNIX socket in its own folder, so it
never meets a server that is already running. PostgreSQL refuses to run as root: as root, the
server runs as the user `postgres` that Debian's package makes.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.setup.programs import find_postgres

SERVER_USER = "postgres"
START_SECONDS = 60


class ClusterFailed(RuntimeError):
    """The server could not be made, started or stopped; the message holds its own words."""


@dataclass(frozen=True)
class Cluster:
    """A running server. Databases in it are reached as the superuser, from this machine only.

    `maintenance` makes and drops them.
    """

    port: int
    log: Path
    maintenance: psycopg.Connection

    def url(self, database: str) -> str:
        """Address of a database as SQLAlchemy reads it."""
        return f"postgresql+psycopg://{SERVER_USER}@127.0.0.1:{self.port}/{database}"


@contextmanager
def throwaway_cluster(
    *, settings: tuple[str, ...] = (), within: Path | None = None
) -> Iterator[Cluster]:
    """Run a server for the length of a `with`.

    `settings` are lines such as "log_statement=all". `within`: where its folder is made; None: where
    temporary files are. Writes reach the disk as in real use (fsync is on). Raises ClusterFailed.
    """
    programs = find_postgres()
    if programs is None:
        raise ClusterFailed("No PostgreSQL server here: run tests/setup/ensure.py for the command.")
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-", dir=within))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER, SERVER_USER)
        yield from _serve(programs, folder, settings)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(cluster: Cluster, *, template: str = "template0") -> str:
    """Make a database of its own for a test; its address.

    Naming a `template` copies that database, which is quicker than migrating an empty one; nobody
    may be connected to it meanwhile.
    """
    name = f"portal_{uuid4().hex}"
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    cluster.maintenance.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
    return cluster.url(name)


def drop_database(cluster: Cluster, url: str) -> None:
    """Remove a database that `fresh_database` made, closing what is still connected to it."""
    name = url.rpartition("/")[2]
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    cluster.maintenance.execute(command.format(sql.Identifier(name)))


def _maintenance(cluster: Cluster) -> str:
    return cluster.url("postgres").replace("+psycopg", "")


def _serve(programs: Path, folder: Path, settings: tuple[str, ...]) -> Iterator[Cluster]:
    data, log, port = folder / "data", folder / "server.log", _free_port()
    _run(
        programs / "initdb",
        *("--pgdata", data, "--username", SERVER_USER, "--auth", "trust"),
        *("--encoding", "UTF8", "--locale", "C.UTF-8" if _has_c_utf8() else "C", "--no-sync"),
    )
    chosen = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    options = " ".join(f"-c {line}" for line in (*chosen, *settings))
    control = (programs / "pg_ctl", "--pgdata", data, "--wait", "--silent")
    try:
        _run(*control, "--log", log, "--timeout", str(START_SECONDS), "--options", options, "start")
    except ClusterFailed as failure:
        said = log.read_text(encoding="utf-8") if log.exists() else ""
        raise ClusterFailed(f"{failure}\n{said}") from failure
    try:
        address = f"postgresql://{SERVER_USER}@127.0.0.1:{port}/postgres"
        with psycopg.connect(address, autocommit=True) as maintenance:
            yield Cluster(port=port, log=log, maintenance=maintenance)
    finally:
        _run(*control, "--mode", "immediate", "stop")


def _run(*command: str | Path) -> None:
    """Run one of the server's programs, as the server's user when we are root."""
    as_user = ("setpriv", f"--reuid={SERVER_USER}", f"--regid={SERVER_USER}", "--clear-groups")
    whole = (*as_user, "--", *command) if os.geteuid() == 0 else command
    # The server outlives pg_ctl: it must not inherit a pipe, or waiting for its end would hang.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            whole, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
        if done.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")
            raise ClusterFailed(f"{Path(command[0]).name} ended with {done.returncode}:\n{said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _has_c_utf8() -> bool:
    """Whether the system knows the locale C.UTF-8, which macOS does not."""
    return os.uname().sysname == "Linux"
