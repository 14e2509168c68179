"""The figures of consent: a document drawn and sealed, the text over HTTP, the desk's list."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
import typst

from portal.audit.recorder import acting
from portal.consent import desk, sealing, versions
from portal.consent.library import Library
from portal.consent.pdf.build import print_pdf
from portal.consent.sealing import SiteKeys
from portal.consent.text.file import read
from portal.consent.versions import Approval
from portal.db import Database
from portal.study.models import Site, Study
from portal.study.service import Catalog
from tests.bench import wsgi
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.today import Portal, portal_on
from tests.bench.measure import compare
from tests.bench.people import BENCH, planned_crowd
from tests.bench.report import note
from tests.support.consenting import TEXTS, sources
from tests.support.statements import statements

ROUNDS, CALLS = 10, 1
FEW, MANY = 20, 200
PLAIN = b'#set document(title: "x")\n#title()\n' + b"A plain page of words. " * 3000
TWICE = Goal(2, of_ratio=True)
DRAWN = Goal(5, of_ratio=True)
GROWTH = Goal(1.2, of_ratio=True)
LIST = Goal(8)
CHUNK = Goal(15)
DIST = Path(__file__).resolve().parents[3] / "frontend" / "dist" / "assets"


def figures() -> Iterator[Figure]:
    yield from _documents()
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            planned_crowd(database, FEW)
            yield from _text(kind, portal_on(database), database)
            many = stack.enter_context(empty(kind))
            planned_crowd(many, MANY)
            yield from _list(kind, many, database)
    yield from _app()


def _documents() -> Iterator[Figure]:
    note("document.draw: the whole text with lines to sign, against as many plain words")
    source = (TEXTS / "1" / "en.yaml").read_text(encoding="utf-8")
    text = read(source, name="en.yaml")
    at = datetime.now(UTC).replace(microsecond=0)  # typst takes no fractions

    def draw() -> bytes:
        return print_pdf(
            text,
            study_title="Study",
            registry=None,
            site_name=None,
            version_label="1",
            text_digest="0" * 64,
            made_at=at,
        )

    def plain() -> bytes:
        return typst.compile(
            PLAIN,
            format="pdf",
            timestamp=at,
            pdf_standards=["a-2a", "ua-1"],
            ignore_system_fonts=True,
        )

    cost = compare(draw, plain, rounds=ROUNDS, calls=CALLS)
    yield Figure(
        name="document.draw",
        value=cost.measured,
        unit="ms",
        reference=cost.reference,
        goal=DRAWN,
        rounds=cost.rounds,
    )
    with tempfile.TemporaryDirectory() as folder:
        keys = SiteKeys(Path(folder), b"a passphrase for the bench")
        keys.make("free-her", "miami", organisation="Bench", now=at)
        pdf = draw()
        cost = compare(_sealing(keys, pdf, at), draw, rounds=ROUNDS, calls=CALLS)
        yield Figure(
            name="document.seal",
            value=cost.measured,
            unit="ms",
            reference=cost.reference,
            rounds=cost.rounds,
        )


def _sealing(keys: SiteKeys, pdf: bytes, at: datetime) -> Callable[[], bytes]:
    return lambda: sealing.seal(
        pdf, keys=keys, study="free-her", site="miami", reason="Bench", now=at
    )


class _AllKeys:
    """Every site has a key: what is measured seals nothing."""

    def has(self, study: str, site: str) -> bool:
        return bool(study and site)


def _in_force(database: Database) -> None:
    now = datetime.now(UTC)
    with database.transaction() as session:
        acting(session, BENCH, now)
        study = session.scalars(sa.select(Study)).one()
        parsed = Catalog().get(session, study.id, study.version)
        version = versions.load(session, study, parsed, "1", sources("1"), now=now)
        approval = Approval(
            approved_on=now.date() - timedelta(days=1),
            approval_reference="Bench",
            valid_from=now.date() - timedelta(days=1),  # wherever the site is, it has begun
            valid_until=None,
            sign_again=(),
            sign_again_by=None,
            visits_wait=False,
        )
        versions.approve(version, approval, edit=version.version, now=now)
        session.flush()
        versions.put_in_force(
            session,
            version,
            edit=version.version,
            catalog=Catalog(),
            keys=_AllKeys(),
            now=now,
        )


def _text(kind: str, portal: Portal, database: Database) -> Iterator[Figure]:
    note(f"text.{kind}: the whole text over HTTP, against Today of the same person")
    _in_force(database)
    environ = wsgi.request("/api/me/consent/text?language=en", portal.person.token)

    def text() -> bytes:
        return wsgi.call(portal.app, environ)

    if json.loads(text())["version"] != "1":
        raise RuntimeError("the text in force is version 1")
    cost = compare(text, portal.today())
    yield Figure(
        name=f"text.{kind}",
        value=cost.measured,
        unit="ms CPU",
        reference=cost.reference,
        goal=TWICE,
        rounds=cost.rounds,
    )


def _list(kind: str, many: Database, few: Database) -> Iterator[Figure]:
    note(f"desk.list.{kind}: where {MANY} participants stand, against {FEW}, for each of them")
    _in_force(many)
    long, short = _rows(many), _rows(few)
    cost = compare(long, short, rounds=ROUNDS, calls=2)
    yield Figure(
        name=f"desk.list.{kind}",
        value=cost.measured / MANY,
        unit="ms a participant",
        reference=cost.reference / FEW,
        goal=GROWTH,
        rounds=cost.rounds,
    )
    with statements(many.engine) as seen:
        long()
    yield Figure(name=f"desk.list.statements.{kind}", value=len(seen), unit="statements", goal=LIST)


def _rows(database: Database) -> Callable[[], object]:
    catalog, library = Catalog(), Library()

    def rows() -> object:
        with database.session(reads_only=True) as session:
            places = list(session.scalars(sa.select(Site.id)))
            return desk.rows(
                session, sites=places, catalog=catalog, library=library, now=datetime.now(UTC)
            )

    return rows


def _app() -> Iterator[Figure]:
    """What the consent pages add to the phone, gzipped: loaded when one of them is opened."""
    files = [*DIST.glob("ConsentPages-*.js.gz"), *DIST.glob("ConsentPages-*.css.gz")]
    size = sum(path.stat().st_size for path in files) / 1000
    yield Figure(name="app.consent", value=size, unit="kB gzipped", goal=CHUNK)
