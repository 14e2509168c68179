"""Receipts: handed in before their claim, once; shown to those who may see them; compared."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from PIL import Image

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.claims import receipts
from portal.claims.models import ClaimReceipt
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.files import samples
from tests.support.claims import Reviewer, Traveller, a_picture, travelled
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.world import TESTER


def picture(her: Traveller, receipt_id: str, query: str = "") -> bytes:
    answer = her.phone.get(f"/api/me/receipts/{receipt_id}/picture{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data()


def test_a_photo_is_kept_without_where_it_was_taken_and_shown_large_and_small(
    portal: Portal,
) -> None:
    travelled(portal)
    her = Traveller(portal)
    kept = done(her.hand_in(samples.phone_photo(), name="../../home/IMG 1.HEIC"))
    assert (kept["name"], kept["media_type"], kept["pages"]) == ("IMG 1.jpg", "image/jpeg", 1)
    large = picture(her, kept["id"])
    with Image.open(io.BytesIO(large)) as shown:
        assert shown.size == (40, 60)  # upright
        assert not shown.getexif()
    with Image.open(io.BytesIO(picture(her, kept["id"], "?small=true"))) as small:
        assert max(small.size) <= 320


def test_the_pages_of_a_pdf_are_drawn_and_the_file_itself_is_only_saved(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    data = samples.pdf(pages=2)
    kept = done(her.hand_in(data, name="hotel.pdf"))
    assert (kept["media_type"], kept["pages"]) == ("application/pdf", 2)
    assert picture(her, kept["id"], "?page=2").startswith(b"\xff\xd8")
    problem(her.phone.get(f"/api/me/receipts/{kept['id']}/picture?page=3"), 404, "not_found")
    claim = her.claim([her.line("parking", 900, receipts=[kept["id"]])])
    [line] = Reviewer(portal).detail(claim["id"])["lines"]
    assert [one["id"] for one in line["receipts"]] == [kept["id"]]
    answer = Reviewer(portal).browser.get(f"/api/staff/receipts/{kept['id']}/file")
    assert answer.get_data() == data
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_same_receipt_handed_in_again_is_one_and_another_file_under_its_id_is_refused(
    portal: Portal,
) -> None:
    travelled(portal)
    her = Traveller(portal)
    data, receipt_id = a_picture(), uuid4()
    first = done(her.hand_in(data, receipt_id))
    assert done(her.hand_in(data, receipt_id)) == first
    refused = problem(her.hand_in(a_picture(), receipt_id), 409, "receipt_differs")
    assert fields_of(refused) == ["file"]


def test_what_is_no_receipt_is_refused_at_the_file(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    for data, code in (
        (b"", "file_empty"),
        (b"<html><script>alert(1)</script>", "file_kind"),
        (samples.photo()[:200], "file_broken"),
        (samples.bomb(), "file_too_big_picture"),
        (samples.pdf(change=samples.runs_when_opened), "file_active"),
    ):
        assert fields_of(problem(her.hand_in(data), 422, code)) == ["file"]
    answer = her.phone.post(f"/api/me/receipts/{uuid4()}", {})
    assert fields_of(problem(answer, 422, "file_empty")) == ["file"]


def test_a_receipt_is_seen_by_her_and_once_it_is_claimed_by_the_team_of_her_site_alone(
    portal: Portal,
) -> None:
    travelled(portal)
    travelled(portal, email="ruth@example.org", code="P-2")
    her, other = Traveller(portal), Traveller(portal, "ruth@example.org")
    receipt = her.receipt()
    path = f"/api/staff/receipts/{receipt}/picture"
    grace = Reviewer(portal)
    away = portal.at_other_desk().browser
    problem(grace.browser.get(path), 404, "not_found")
    her.claim([her.line("parking", 900, receipts=[receipt])])
    assert grace.browser.get(path).status_code == 200
    assert Reviewer(portal, Role.FINANCE).browser.get(path).status_code == 200
    problem(away.get(path), 404, "not_found")
    problem(other.phone.get(f"/api/me/receipts/{receipt}/picture"), 404, "not_found")


def test_the_same_receipt_of_anybody_is_told_to_who_reviews(portal: Portal) -> None:
    travelled(portal)
    travelled(portal, email="ruth@example.org", code="P-2")
    eleanor, ruth = Traveller(portal), Traveller(portal, "ruth@example.org")
    first = eleanor.claim([eleanor.parking(receipts=[eleanor.receipt(a_picture("slip"))])])
    copied = ruth.claim([ruth.parking(500, receipts=[ruth.receipt(a_picture("slip"))])])
    near = ruth.claim([ruth.parking(500, receipts=[ruth.receipt(a_picture("slip", quality=60))])])
    other = ruth.claim([ruth.parking(500, receipts=[ruth.receipt(a_picture("another"))])])
    grace = Reviewer(portal)
    [same] = grace.detail(copied["id"])["warnings"]
    assert (same["kind"], same["twin"]["claim_id"]) == ("same_receipt", first["id"])
    [similar] = grace.detail(near["id"])["warnings"]
    assert similar["kind"] == "similar_receipt"
    assert grace.detail(first["id"])["warnings"] == []
    assert grace.detail(other["id"])["warnings"] == []


def test_a_twin_at_another_site_is_told_without_whose_it_is(portal: Portal) -> None:
    travelled(portal, email="sylvia@example.org", code="P-9", site=portal.world.away)
    travelled(portal)
    sylvia, eleanor = Traveller(portal, "sylvia@example.org"), Traveller(portal)
    sylvia.claim([sylvia.parking(receipts=[sylvia.receipt(a_picture("slip"))])])
    claim = eleanor.claim([eleanor.parking(receipts=[eleanor.receipt(a_picture("slip"))])])
    [warned] = Reviewer(portal).detail(claim["id"])["warnings"]
    assert (warned["kind"], warned["twin"]) == ("same_receipt", None)


def test_receipts_whose_claim_never_came_go_with_their_files_and_no_others(
    portal: Portal,
) -> None:
    travelled(portal)
    her = Traveller(portal)
    claimed = her.receipt(a_picture("claimed"))
    her.claim([her.line("parking", 900, receipts=[claimed])])
    left = her.receipt(a_picture("left"))
    same = her.receipt(a_picture("claimed"))  # the same file, and its claim never comes
    store = FileStore.of(portal.settings)
    now = portal.clock.turn(days=31)
    assert receipts.collect(portal.database, store, now=now) == 2
    with portal.database.session(reads_only=True) as session:
        rows = set(map(str, session.scalars(sa.select(ClaimReceipt.id))))
        [file] = session.scalars(sa.select(StoredFile)).all()
    assert rows == {claimed}
    assert {left, same}.isdisjoint(rows)
    assert store.has(file.key)
    assert picture(Traveller(portal), claimed)


def test_a_receipt_waits_a_month_for_its_claim(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    her.receipt()
    store = FileStore.of(portal.settings)
    now = portal.clock.now + receipts.KEPT_WITHOUT_CLAIM - timedelta(hours=1)
    assert receipts.collect(portal.database, store, now=now) == 0


def test_too_many_receipts_without_a_claim_are_refused(portal: Portal) -> None:
    travelled(portal)
    her = Traveller(portal)
    first = her.receipt()
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        row = session.get_one(ClaimReceipt, UUID(first))
        session.add_all(
            ClaimReceipt(
                participant_id=row.participant_id,
                site_id=row.site_id,
                file_id=row.file_id,
                made_at=row.made_at,
                made_by=row.made_by,
            )
            for _ in range(receipts.MOST_WAITING - 1)
        )
    problem(her.hand_in(a_picture()), 422, "receipts_enough")
    her.claim([her.line("parking", 900, receipts=[first])])
    her.receipt()
