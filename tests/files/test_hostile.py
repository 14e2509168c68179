"""Files that mean harm, handed in as receipts: refused, or kept without what was in them.

Each is looked at as the server does it, in a process of its own, and what that process takes is
measured: two seconds of work and 200 MB at the most.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import RuleBroken
from portal.files import apart
from portal.files.apart import examine_apart
from portal.files.check import Checked, Kind, examine
from portal.files.kinds import LIMITS, PDF
from portal.language import languages, say
from tests.files import hostile_pictures, measured, samples
from tests.files.hostile import DRAWN, HOSTILE, KEPT
from tests.files.hostile_others import archive
from tests.files.hostile_pictures import MARK

LARGEST = 15_000_000
MOST_WORK, MOST_MEMORY = 2.0, 200_000_000
FOREIGN = (MARK, b"PK\x03\x04", b"%PDF", b"app.alert", b"Exif", b"ICC_PROFILE", b"GIF8")


class Outcome(NamedTuple):
    end: str
    kept: Checked | None
    took: dict[str, Any]


@pytest.fixture
def look_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Looks at a file as the server does, and tells what came of it and what it took."""
    report = tmp_path / "report.json"
    measuring = (sys.executable, "-I", measured.__file__, str(report), *apart.COMMAND)
    monkeypatch.setattr(apart, "COMMAND", measuring)

    def looked(data: bytes, kind: Kind) -> Outcome:
        end = _end(examine_apart, data, kind)
        took = json.loads(report.read_text()) if report.exists() else {}
        if isinstance(end, Checked):
            return Outcome(KEPT if end.media_type == PDF else DRAWN, end, took)
        code, field, facts = end
        assert field == "file"
        assert all(say(f"error.{code}", one, **facts) for one in languages())
        return Outcome(code, None, took)

    return looked


@pytest.mark.parametrize("name", HOSTILE)
def test_a_receipt_that_means_harm_is_refused_or_made_harmless(name: str, look_at: Any) -> None:
    data = HOSTILE[name].make()
    end, kept, took = look_at(data, Kind.RECEIPT)
    assert end in HOSTILE[name].ends
    _took_little(took, kept)
    if end == DRAWN:
        assert not [part for part in FOREIGN if part in kept.data or part in kept.thumbnail]
        assert len(kept.data) <= LIMITS[Kind.RECEIPT].most_bytes
    if end == KEPT:
        assert kept.data == data
        assert MARK not in kept.data


LARGEST_SCANS = (
    *("PNG: just small enough", "PNG: 36 megapixels of grey", "PNG: 16 bits", "PNG: one column"),
    *("JPEG: 100 megapixels that are not there", "JPEG: a grain of dust in each pixel"),
    *("JPEG: millions of remarks", "JPEG: a profile of 13 MB", "WebP: 12 megapixels of white"),
    *("WebP: 8 megapixels without loss", "HEIC: sides that are not there"),
    *("PDF: a million objects", "PDF: a gigabyte of content"),
)


@pytest.mark.parametrize("name", LARGEST_SCANS)
def test_as_a_scan_it_takes_as_little(name: str, look_at: Any) -> None:
    """A scan is drawn larger, and its pages are not drawn at all."""
    _, kept, took = look_at(HOSTILE[name].make(), Kind.SCAN)
    _took_little(took, kept)


def _took_little(took: dict[str, Any], kept: Checked | None) -> None:
    """What the server holds of the answer counts as well."""
    held = sum(map(len, (kept.data, kept.thumbnail or b"", *kept.pages))) if kept else 0
    assert took.get("work_seconds", 0) < MOST_WORK
    assert took.get("peak_bytes", 0) + held < MOST_MEMORY


def test_the_table_is_long_enough_to_mean_something() -> None:
    made = {hash(entry.make()) for entry in HOSTILE.values()}
    assert len(made) == len(HOSTILE) >= 100
    assert sum(len(entry.make()) <= LARGEST for entry in HOSTILE.values()) == len(HOSTILE)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "receipt.jpg\0.exe",
        "\u202egpj.exe",
        "\u2066\u200f\u200b",
        "a" * 10_000,
        "ñ" * 10_000 + ".pdf",
        "receipt\r\nSet-Cookie: a=b",
        "CON",
        ".htaccess",
        "",
    ],
)
def test_whatever_its_name_a_receipt_has_a_plain_one(name: str) -> None:
    kept = examine(samples.photo(), name=name, largest=LARGEST, kind=Kind.RECEIPT).name
    assert kept.endswith(".jpg")
    assert 4 < len(kept) <= 124
    assert kept.isprintable()
    assert not set('/\\\0"') & set(kept)


GOOD = {
    "JPEG": samples.phone_photo(),
    "PNG": samples.photo("PNG"),
    "WebP": hostile_pictures.webp(exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
    "HEIC": hostile_pictures.heic(),
    "PDF": samples.pdf(2),
    "archive": archive(),
}


def changed(good: bytes, data: st.DataObject) -> bytes:
    """Bytes set, taken out, put in twice, cut off: at random."""
    spoiled = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, max(0, len(spoiled) - 1)))
        length = data.draw(st.integers(0, 40))
        how = data.draw(st.sampled_from(["set", "take", "twice", "put", "cut"]))
        if how == "set" and spoiled:
            spoiled[place] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF, place % 256]))
        elif how == "take":
            del spoiled[place : place + length]
        elif how == "twice":
            spoiled[place:place] = spoiled[place : place + length]
        elif how == "put":
            spoiled[place:place] = data.draw(st.binary(max_size=20))
        elif data.draw(st.integers(0, 9)) == 0:
            del spoiled[place:]
    return bytes(spoiled)


@given(st.sampled_from(sorted(GOOD)), st.sampled_from(Kind), st.data())
@settings(max_examples=300)
def test_a_spoiled_file_is_looked_at_or_refused_never_an_error(
    name: str, kind: Kind, data: st.DataObject
) -> None:
    end = _end(examine, changed(GOOD[name], data), kind)
    if isinstance(end, Checked):
        assert end.data
        assert (end.thumbnail is None) == (kind is Kind.SCAN)
    else:
        assert end[0].startswith("file_")


@given(st.sampled_from(sorted(GOOD)), st.data())
@settings(max_examples=15)
def test_in_a_process_of_its_own_the_same_comes_of_it(name: str, data: st.DataObject) -> None:
    spoiled = changed(GOOD[name], data)
    assert _end(examine, spoiled) == _end(examine_apart, spoiled)


def _end(look: Any, data: bytes, kind: Kind = Kind.RECEIPT) -> Any:
    """What was kept, or what the refusal says."""
    try:
        return look(data, name="r", largest=LARGEST, field="file", kind=kind)
    except RuleBroken as error:
        return error.code, error.field, error.facts
