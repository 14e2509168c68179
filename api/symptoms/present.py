"""Check-ins and reports as a participant sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from api.context import db, language, now, parts
from portal.participants.models import Participant
from portal.schedule import office_hours, service
from portal.schedule.models import VisitStatus
from portal.schedule.planning import local_today
from portal.study import definition
from portal.study.check_ins.definition import CheckIn, Item, Rule
from portal.study.definition import Text
from portal.symptoms import own
from portal.symptoms.models import Alert, Report
from portal.symptoms.own import Standing
from portal.symptoms.reporting import may_report
from portal.symptoms.rules import grade_of

TOOK_PLACE = frozenset({VisitStatus.DONE, VisitStatus.PARTLY_DONE})


def study_of(participant: Participant, number: int | None = None) -> definition.Study:
    """The study file in force, or the one of that number."""
    wanted = participant.study.version if number is None else number
    return parts().catalog.get(db(), participant.study_id, wanted)


def words(text: Text, study: definition.Study, wanted: str | None = None) -> str:
    return text.in_language(wanted or language(), study.languages[0])


def check_ins(participant: Participant, sent: Sequence[Report]) -> dict[str, Any]:
    """For :class:`schemas.CheckIns`."""
    study = study_of(participant)
    found = own.standings(participant, study, sent, now=now())
    return {
        "asked": may_report(participant, study),
        "check_ins": [check_in(standing, study, participant) for standing in found],
    }


def check_in(
    standing: Standing, study: definition.Study, participant: Participant
) -> dict[str, Any]:
    asked = standing.check_in
    instrument = asked.instrument
    graded = any(rule.grade is not None for rule in asked.rules)
    spoken = language() if language() in study.languages else study.languages[0]
    return {
        "key": asked.key,
        "study_version": participant.study.version,
        "version": instrument.version,
        "language": spoken,
        "name": words(instrument.name, study),
        "recall": words(instrument.recall, study),
        "minutes": asked.minutes,
        "items": [_item(item, study, graded=graded) for item in instrument.items],
        "note": words(instrument.note, study) if instrument.note else None,
        "credit": words(instrument.credit, study) if instrument.credit else None,
        "rules": [_rule(rule) for rule in asked.rules],
        "now": standing.now,
        "next": standing.next,
        "before": dict(standing.before),
    }


def _item(item: Item, study: definition.Study, *, graded: bool) -> dict[str, Any]:
    return {
        "key": item.key,
        "name": words(item.name, study),
        "questions": [
            {
                "key": question.key,
                "attribute": question.attribute,
                "ask": words(question.ask, study),
                "labels": [words(label, study) for label in question.labels],
            }
            for question in item.questions
        ],
        "grades": dict(_grades(item)) if graded else {},
    }


def _grades(item: Item) -> Iterator[tuple[str, int]]:
    """Each combination of answers that has a composite grade."""
    for values in product(*(range(question.most + 1) for question in item.questions)):
        keys = (question.key for question in item.questions)
        grade = grade_of(item, dict(zip(keys, values, strict=True)))
        if grade is not None:
            yield ",".join(map(str, values)), grade


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "key": rule.key,
        "urgency": rule.urgency,
        "at_least": rule.at_least,
        "worse_by": rule.worse_by,
        "grade": rule.grade,
        "all_of": rule.all_of,
        "items": sorted(rule.items),
    }


def report(row: Report, participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.Report`. The names of the team's people are no secret to her."""
    study = study_of(participant, row.study_version)
    asked = study.check_in(row.check_in)
    return {
        "id": row.id,
        "check_in": row.check_in,
        "name": words(asked.instrument.name, study) if asked else row.check_in,
        "version": row.instrument_version,
        "language": row.language,
        "due_on": row.due_on,
        "answered_at": row.answered_at,
        "received_at": row.received_at,
        "source": row.source,
        "entered_by": row.entered_by,
        "answers": row.answers,
        "note": row.note,
        "can_wait": row.can_wait,
        "urgency": row.alert.urgency if row.alert else None,
        "alert": _alert(row.alert) if row.alert else None,
        "read_by": row.read_by,
        "read_at": row.read_at,
        "read_within": None if row.read_at or not asked else _read_within(row, participant, asked),
    }


def _read_within(row: Report, participant: Participant, asked: CheckIn) -> Any:
    place = study_of(participant).site(participant.site.key)
    return office_hours.after(place, row.received_at, asked.read_within)


def _alert(row: Alert) -> dict[str, Any]:
    reached = [contact.at for contact in row.contacts if contact.reached]
    return {
        "status": row.status,
        "take_by": row.take_by,
        "taken_by": row.taken_by_name,
        "taken_at": row.taken_at,
        "reached_at": reached[0] if reached else None,
        "closed_at": row.closed_at,
        "outcome": row.outcome,
    }


def history(participant: Participant, sent: Sequence[Report]) -> dict[str, Any]:
    """For :class:`schemas.ReportHistory`."""
    return {
        "reports": [report(row, participant) for row in sent],
        "scales": list(scales(participant, sent)),
        "visits": list(_visits(participant)),
    }


def scales(participant: Participant, sent: Iterable[Report]) -> Iterator[Mapping[str, Any]]:
    """Each question that was ever answered, in the order of the newest questions."""
    seen: set[str] = set()
    versions = {(row.study_version, row.check_in) for row in sent}
    for number, key in sorted(versions, reverse=True):
        study = study_of(participant, number)
        asked = study.check_in(key)
        for item in asked.instrument.items if asked else ():
            for question in item.questions:
                if question.key in seen:
                    continue
                seen.add(question.key)
                yield {
                    "key": question.key,
                    "item": item.key,
                    "name": words(item.name, study),
                    "attribute": question.attribute,
                    "ask": words(question.ask, study),
                    "labels": [words(label, study) for label in question.labels],
                }


def _visits(participant: Participant) -> Iterator[dict[str, Any]]:
    for visit in service.own_visits(db(), participant.id):
        if visit.status in TOOK_PLACE:
            study = study_of(participant, visit.study_version)
            planned = study.visit(visit.visit_key)
            label = words(planned.label, study).format(number=visit.number)
            day = local_today(visit.starts_at, visit.time_zone) if visit.starts_at else visit.target
            yield {"day": day, "name": label}
