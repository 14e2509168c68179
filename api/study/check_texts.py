"""What `portal study check` says of the consent texts beside a study file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from portal.consent.text import file as texts
from portal.consent.text.definition import ConsentText
from portal.consent.text.elements import report
from portal.study.faults import Fault, Severity
from portal.study.file import StudyFileFaults, read

FOLDER = "consent"


def check_texts(file: Path) -> list[Fault]:
    """Every fault of every version in the folder beside `file`; prints what each version has."""
    faults: list[Fault] = []
    for folder in sorted(path for path in (file.parent / FOLDER).glob("*") if path.is_dir()):
        faults += _version(file, folder)
    return faults


def _version(file: Path, folder: Path) -> list[Fault]:
    name = f"{FOLDER}/{folder.name}"
    faults: list[Fault] = []
    read_texts: dict[str, ConsentText] = {}
    for path in sorted(folder.glob("*.yaml")):
        source, shown = path.read_bytes(), f"{name}/{path.name}"
        faults += texts.check(source, shown)
        try:
            read_texts[path.stem] = texts.read(source, name=shown)
        except texts.TextFaults:
            continue
    faults += [fault for text in read_texts.items() for fault in _named(folder, *text)]
    if any(fault.severity is Severity.ERROR for fault in faults):
        return faults
    try:
        study = read(file.read_bytes(), name=file.name)
    except StudyFileFaults:
        return faults
    whole = texts.check_version(read_texts, study=study)
    faults += [replace(fault, file=f"{name}/{fault.file}") for fault in whole]
    if read_texts:
        _show(name, read_texts)
    return faults


def _named(folder: Path, stem: str, text: ConsentText) -> Iterable[Fault]:
    """The file says the version and the language that its place says."""
    for entry, said, place in (
        ("version", text.version, folder.name),
        ("language", text.language, stem),
    ):
        if said != place:
            yield Fault(
                1,
                None,
                entry,
                f'is "{said}", and the file lies under "{place}".',
                f'Write "{place}", or move the file.',
                file=f"{FOLDER}/{folder.name}/{stem}.yaml",
            )


def _show(name: str, found: dict[str, ConsentText]) -> None:
    """Which element is in which section, and how hard each section reads."""
    checked = report(found)
    click.echo(f"{name}: elements")
    for element in checked.elements:
        missing = "MISSING" if element.required else "missing (where it applies)"
        click.echo(f"  {element.element:<22}{', '.join(element.sections) or missing}")
    click.echo(f"{name}: how hard it reads (en: grade, at most 8; es: score, at least 55)")
    by_section = sorted(checked.grades, key=lambda grade: grade.section)
    for section, grades in groupby(by_section, key=lambda grade: grade.section):
        values = "  ".join(f"{grade.language} {grade.value:>5}" for grade in grades)
        click.echo(f"  {section:<22}{values}")
