"""Reports as a table for analysis: one line an answer, and the dictionary that explains it.

By the code of the participant, never by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.csv_text import table
from portal.participants.models import Participant
from portal.study.check_ins.definition import CheckIn
from portal.study.definition import Study
from portal.study.service import Catalog
from portal.symptoms.models import Report
from portal.symptoms.rules import grade_of

COLUMNS = {
    "participant": "Code of the participant",
    "site": "Key of the site",
    "report": "Id of the report",
    "check_in": "Key of the check-in",
    "version": "Version of the questions",
    "due_on": "Day on which it was due; empty for one that the participant started",
    "answered_at": "When it was answered, UTC",
    "received_at": "When it arrived, UTC",
    "source": "app: by the participant. phone: told to the team, who entered it",
    "language": "Language of the questions",
    "symptom": "Key of the symptom",
    "attribute": "What was asked of it",
    "answer": "Place of the answer, 0 first; empty: skipped",
    "label": "The answer in the first language of the study",
    "grade": "Composite grade of the symptom, 0 to 3 (PMID 33258687); empty where there is none",
    "can_wait": "Whether it can wait until the team calls; empty where that was not asked",
    "note": "Free words, on the first line of a report",
}
"""The columns of the export, in order, and what each means."""


def reports(session: Session, *, sites: Collection[UUID], catalog: Catalog) -> str:
    """The reports of these sites as CSV, by participant and time."""
    found = session.scalars(
        sa.select(Report)
        .join(Participant, Participant.id == Report.participant_id)
        .where(Report.site_id.in_(sites))
        .options(
            joinedload(Report.participant).joinedload(Participant.site),
            joinedload(Report.alert),
        )
        .order_by(Participant.code, Report.answered_at, Report.id)
    )
    lines = (
        line
        for report in found
        for line in _lines(
            report, catalog.get(session, report.participant.study_id, report.study_version)
        )
    )
    return table(COLUMNS, lines)


def _lines(report: Report, study: Study) -> Iterator[list[object]]:
    asked = study.check_in(report.check_in)
    first = True
    for item in asked.instrument.items if asked else ():
        grade = grade_of(item, report.answers)
        for question in item.questions:
            if question.key not in report.answers:
                continue
            value = report.answers[question.key]
            label = "" if value is None else question.labels[value][study.languages[0]]
            yield [
                *_about(report),
                item.key,
                question.attribute.value,
                value,
                label,
                grade,
                report.can_wait if report.can_wait is None else str(report.can_wait).lower(),
                report.note if first else "",
            ]
            first = False


def _about(report: Report) -> list[object]:
    return [
        report.participant.code,
        report.participant.site.key,
        report.id,
        report.check_in,
        report.instrument_version,
        report.due_on,
        _utc(report.answered_at),
        _utc(report.received_at),
        report.source.value,
        report.language,
    ]


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def dictionary(session: Session, *, sites: Collection[UUID], catalog: Catalog) -> str:
    """What each column means, then each question of each version that was answered."""
    versions = session.execute(
        sa.select(
            Participant.study_id,
            Report.study_version,
            Report.check_in,
            Report.instrument_version,
        )
        .join(Participant, Participant.id == Report.participant_id)
        .where(Report.site_id.in_(sites))
        .distinct()
        .order_by(Report.check_in, Report.instrument_version, Report.study_version)
    )
    lines: list[list[object]] = [["column", *pair, "", "", "", ""] for pair in COLUMNS.items()]
    seen: set[tuple[str, str]] = set()
    for study_id, number, key, version in versions:
        study = catalog.get(session, study_id, number)
        asked = study.check_in(key)
        if asked and (key, version) not in seen:
            seen.add((key, version))
            lines += _questions(asked, study)
    head = ("kind", "name", "meaning", "check_in", "version", "language", "labels")
    return table(head, lines)


def _questions(asked: CheckIn, study: Study) -> Iterator[list[object]]:
    for language in study.languages:
        for question in asked.instrument.questions:
            labels = " | ".join(
                f"{place}, {label[language]}" for place, label in enumerate(question.labels)
            )
            version = asked.instrument.version
            words = question.ask[language]
            yield ["question", question.key, words, asked.key, version, language, labels]
