"""The documents people keep: made once, sealed, there for ever, also after a crash."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from api.consent.sending import press_of
from portal.consent import copies, sealing, verify
from portal.consent.copies import Press
from portal.consent.models import ConsentCopy
from portal.files.models import StoredFile
from tests.support.consenting import Reader, Signer, countersign, put_in_force
from tests.support.portal import Portal
from tests.support.problems import done, problem

ELEANOR = "eleanor@example.org"


def press(portal: Portal) -> Press:
    return press_of(portal.app.extensions["portal"])


def rows(portal: Portal) -> list[ConsentCopy]:
    with portal.database.session(reads_only=True) as session:
        return list(session.scalars(sa.select(ConsentCopy).order_by(ConsentCopy.asked_at)))


def files(portal: Portal) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) or 0


def problems(portal: Portal) -> list[str]:
    tools = press(portal)
    with portal.database.session(reads_only=True) as session:
        return [str(found) for found in verify.verify(session, tools.store, tools.keys).problems]


def words(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def eleanor(portal: Portal) -> Reader:
    put_in_force(portal)
    portal.add(email=ELEANOR, name="Eleanor Núñez")
    return Reader(portal, ELEANOR)


def test_she_gets_her_copy_at_once(eleanor: Reader) -> None:
    eleanor.consent()
    (copy,) = eleanor.standing()["copies"]
    assert (copy["kind"], copy["ready"], copy["media_type"]) == ("signed", True, "application/pdf")
    answer = eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}")
    assert answer.content_type == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    said = words(answer.data)
    for expected in ("Eleanor Núñez", "I agree to take part", "The cancer may come back."):
        assert expected in said


def test_the_final_copy_carries_all_signatures(portal: Portal, eleanor: Reader) -> None:
    eleanor.consent()
    participant = rows(portal)[0].participant_id
    shown = countersign(portal, participant)
    complete = next(copy for copy in shown["consents"][0]["copies"] if copy["kind"] == "complete")
    said = words(eleanor.phone.get(f"/api/me/consent/copies/{complete['id']}").data)
    for name in ("Eleanor Núñez", "Coordinator miami", "Investigator miami"):
        assert name in said


def test_the_first_copy_stays_as_it_was_when_the_team_has_signed(
    portal: Portal, eleanor: Reader
) -> None:
    eleanor.consent()
    (copy,) = eleanor.standing()["copies"]
    before = eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}").data
    countersign(portal, rows(portal)[0].participant_id)
    assert eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}").data == before
    assert "Coordinator miami" not in words(before)


def test_the_site_has_sealed_it(portal: Portal, eleanor: Reader) -> None:
    eleanor.consent()
    (copy,) = eleanor.standing()["copies"]
    pdf = eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}").data
    keys = press(portal).keys
    assert sealing.examine(pdf, keys=keys, study="free-her", site="miami").holds
    changed = pdf.replace(b"endobj", b"endobk", 1)
    assert not sealing.examine(changed, keys=keys, study="free-her", site="miami").holds
    assert not sealing.examine(pdf, keys=keys, study="free-her", site="chicago").trusted


def test_a_crash_after_the_signature_loses_nothing(
    portal: Portal, eleanor: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    eleanor.prepare()
    body = eleanor.signing()

    def crash(*_: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(copies, "make", crash)
        done(eleanor.phone.post("/api/me/consent/signature", body))
    assert eleanor.standing()["state"] == "signed", "the signature stands"
    assert [copy["ready"] for copy in eleanor.standing()["copies"]] == [False]
    assert copies.make_waiting(press(portal)) == 1, "what the next start does"
    assert copies.make_waiting(press(portal)) == 0
    assert [copy["ready"] for copy in eleanor.standing()["copies"]] == [True]
    assert files(portal) == 1


def test_what_is_not_made_yet_is_made_when_somebody_opens_it(
    portal: Portal, eleanor: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    eleanor.prepare()
    body = eleanor.signing()
    with monkeypatch.context() as broken:
        broken.setattr(copies, "try_to_make", lambda *_: False)
        done(eleanor.phone.post("/api/me/consent/signature", body))
    (copy,) = eleanor.standing()["copies"]
    assert not copy["ready"]
    assert eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}").data.startswith(b"%PDF")
    assert files(portal) == 1


def test_however_many_make_it_at_once_there_is_one(
    portal: Portal, eleanor: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    eleanor.prepare()
    body = eleanor.signing()
    with monkeypatch.context() as broken:
        broken.setattr(copies, "try_to_make", lambda *_: False)
        done(eleanor.phone.post("/api/me/consent/signature", body))
    (copy,) = rows(portal)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: copies.make(press(portal), copy.id), range(4)))
    assert files(portal) == 1
    assert problems(portal) == []


def test_without_the_sites_key_the_signature_stands_and_the_copy_waits(
    portal: Portal, eleanor: Reader
) -> None:
    eleanor.prepare()
    keys = press(portal).keys
    key = keys.path("free-her", "miami")
    aside = key.with_suffix(".aside")
    key.rename(aside)
    assert done(eleanor.sign())["state"] == "signed"
    assert [copy["ready"] for copy in eleanor.standing()["copies"]] == [False]
    aside.rename(key)
    assert copies.make_waiting(press(portal)) == 1


def test_another_person_cannot_open_it(portal: Portal, eleanor: Reader) -> None:
    eleanor.consent()
    (copy,) = eleanor.standing()["copies"]
    portal.add(email="ruth@example.org")
    ruth = portal.browser("ruth@example.org")
    problem(ruth.get(f"/api/me/consent/copies/{copy['id']}"), 404, "not_found")


def test_opening_it_is_in_the_trail(portal: Portal, eleanor: Reader) -> None:
    eleanor.consent()
    (copy,) = eleanor.standing()["copies"]
    eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}")
    signer = Signer(portal)
    signer.browser.get(f"/api/staff/consent-copies/{copy['id']}")
    trail = signer.detail(rows(portal)[0].participant_id)["trail"]
    opened = [line["who"] for line in trail if line["kind"] == "copy_opened"]
    assert sorted(opened) == ["Coordinator miami", "Eleanor Núñez"]


def test_verify_finds_nothing_where_nothing_was_changed(portal: Portal, eleanor: Reader) -> None:
    eleanor.consent()
    countersign(portal, rows(portal)[0].participant_id)
    done(eleanor.withdraw("choice", "share_data"))
    assert problems(portal) == []


FORGERIES = {
    "another name": ("UPDATE consent_signature SET printed_name = 'Somebody Else'", "printed_name"),
    "another time": ("UPDATE consent_signature SET time_zone = 'Asia/Tokyo'", "time_zone"),
    "another meaning": ("UPDATE consent_signature SET meaning = 'I do not'", "meaning"),
    "another record": ("UPDATE consent_signature SET record = '{}'", "record was changed"),
    "a record made to fit": (
        "UPDATE consent_text SET source = replace(source, 'may come back', 'may not come back')",
        "is not the one",
    ),
    "another digest": ("UPDATE consent_version SET digest = 'abc'", "digest"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_verify_finds_what_was_changed_behind_the_portals_back(
    small_portal: Portal, forgery: str
) -> None:
    put_in_force(small_portal)
    small_portal.add(email=ELEANOR)
    Reader(small_portal, ELEANOR).consent()
    statement, said = FORGERIES[forgery]
    with small_portal.database.engine.begin() as connection:
        for table in ("consent_signature", "consent_text"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}_no_update")
        connection.exec_driver_sql(statement)
    assert any(said in found for found in problems(small_portal))


def test_a_signature_moved_to_another_consent_is_found(small_portal: Portal) -> None:
    put_in_force(small_portal)
    for name in ("eleanor", "ruth"):
        small_portal.add(email=f"{name}@example.org", name=name.title())
    Reader(small_portal, "eleanor@example.org").consent()
    Reader(small_portal, "ruth@example.org").read()
    with small_portal.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER consent_signature_no_update")
        connection.exec_driver_sql(
            "UPDATE consent_signature SET consent_id = "
            "(SELECT id FROM consent WHERE state = 'reading')"
        )
    assert any("consent" in found for found in problems(small_portal))


def test_verify_finds_a_changed_document(portal: Portal, eleanor: Reader) -> None:
    eleanor.consent()
    (path,) = Path(portal.settings.data_dir, "files").rglob("*.pdf")
    path.write_bytes(path.read_bytes()[:-2])
    assert any("file_damaged" in found for found in problems(portal))
    (copy,) = eleanor.standing()["copies"]
    answer = eleanor.phone.get(f"/api/me/consent/copies/{copy['id']}")
    assert answer.status_code == 500, "what is not what was kept is not handed out"
