"""Visits and what belongs to them as the schemas show them, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from api.context import db, language, now, parts
from api.schedule.schemas import WEEKDAYS
from portal.participants.models import TAKING_PART, Participant
from portal.schedule import service
from portal.schedule.booking import ends_at
from portal.schedule.calendar import fasting_hours, place_of
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.office_hours import is_open, opens_next
from portal.schedule.planning import local_today
from portal.schedule.windows import phase_range, stop_eating_at
from portal.study import definition

_CLOSED = frozenset({VisitStatus.DONE, VisitStatus.PARTLY_DONE, VisitStatus.MISSED})


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a visit is shown: whose study, which site, language and day."""

    participant: Participant
    language: str
    now: datetime
    today: date

    def study(self, number: int) -> definition.Study:
        return parts().catalog.get(db(), self.participant.study_id, number)

    def text(self, text: definition.Text, study: definition.Study) -> str:
        return text.in_language(self.language, study.languages[0])


def reader(participant: Participant) -> Reader:
    today = local_today(now(), participant.site.time_zone)
    return Reader(participant, language(), now(), today)


def visit(
    row: Visit, who: Reader, *, detail: bool = False, with_requests: bool = True
) -> dict[str, Any]:
    """The visit for :class:`schemas.Visit`, or with `detail` for VisitDetail."""
    study = who.study(row.study_version)
    planned = study.visit(row.visit_key)
    starts = row.starts_at.astimezone(ZoneInfo(row.time_zone)) if row.starts_at else None
    activities = [study.activities[key] for key in row.activities]
    prepare = [who.text(item.prepare, study) for item in activities if item.prepare]
    return {
        "id": row.id,
        "key": row.visit_key,
        "name": who.text(planned.name, study),
        "label": who.text(planned.label, study).format(number=row.number),
        "phase": row.phase,
        "status": row.status,
        "late": service.is_late(row, now=who.now, today=who.today),
        "window": {"start": row.window_start, "target": row.target, "end": row.window_end},
        "starts_at": row.starts_at,
        "ends_at": ends_at(row),
        "local_date": starts.date() if starts else None,
        "local_time": f"{starts:%H:%M}" if starts else None,
        "time_zone": row.time_zone,
        "minutes": row.minutes,
        "place": _place(row, study, who),
        "activities": [_activity(item, row, study, who, detail=detail) for item in activities],
        "confirmed": row.confirmed_at is not None,
        "stop_eating": _stop_eating(row, study),
        "preparation": list(dict.fromkeys(prepare)),
        "time_request": _latest_request(row) if with_requests else None,
        "version": row.version,
    }


def _activity(
    item: definition.Activity,
    row: Visit,
    study: definition.Study,
    who: Reader,
    *,
    detail: bool,
) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "key": item.key,
        "kind": item.kind,
        "name": who.text(item.name, study),
        "done": item.key in row.activities_done if row.status in _CLOSED else None,
    }
    if detail:
        shown["explain"] = who.text(item.explain, study)
        shown["prepare"] = who.text(item.prepare, study) if item.prepare else None
        shown["minutes"] = item.minutes
    return shown


def _place(row: Visit, study: definition.Study, who: Reader) -> dict[str, Any]:
    place = place_of(row, study, study.site(who.participant.site.key))
    return {
        "name": who.text(place.name, study),
        "address": place.address,
        "directions": who.text(place.directions, study) if place.directions else None,
        "map_url": place.map_url,
        "note": row.place_note,
    }


def _stop_eating(row: Visit, study: definition.Study) -> dict[str, Any] | None:
    hours = fasting_hours(row, study)
    if not hours or row.starts_at is None:
        return None
    at = stop_eating_at(row.starts_at, hours)
    local = at.astimezone(ZoneInfo(row.time_zone))
    return {
        "at": at,
        "local_date": local.date(),
        "local_time": f"{local:%H:%M}",
        "hours": hours,
    }


def _latest_request(row: Visit) -> dict[str, Any] | None:
    """The open wish, or the newest that was answered: what she wants to know."""
    shown = [wish for wish in row.time_requests if wish.status is not TimeRequestStatus.WITHDRAWN]
    found = next((wish for wish in shown if wish.status is TimeRequestStatus.OPEN), None)
    found = found or max(shown, key=lambda wish: wish.made_at, default=None)
    return time_request(found) if found else None


def time_request(wish: TimeRequest) -> dict[str, Any]:
    return {
        "id": wish.id,
        "visit_id": wish.visit_id,
        "status": wish.status,
        "proposals": [
            {"date": date.fromisoformat(item["date"]), "part": item["part"]}
            for item in wish.proposals
        ],
        "note": wish.note,
        "made_at": wish.made_at,
        "answer_note": wish.answer_note,
        "answered_at": wish.answered_at,
    }


def phase_now(study: definition.Study, who: Reader) -> dict[str, Any] | None:
    found = service.phase_at(study, who.participant, who.today)
    if found is None:
        return None
    return {
        "key": found.phase.key,
        "name": who.text(found.phase.name, study),
        "unit": found.progress.unit,
        "number": found.progress.number,
        "of": found.progress.of,
    }


def phase(
    item: definition.Phase,
    visits: list[dict[str, Any]],
    current: dict[str, Any] | None,
    study: definition.Study,
    who: Reader,
) -> dict[str, Any]:
    """A phase with its visits, for :class:`schemas.Phase`."""
    anchor = who.participant.anchors.get(item.anchor)
    first, last = phase_range(anchor, item.starts, item.ends) if anchor else (None, None)
    here = current if current and current["key"] == item.key else None
    return {
        "key": item.key,
        "name": who.text(item.name, study),
        "starts_on": first,
        "ends_on": last,
        "current": here is not None,
        "past": last is not None and last < who.today,
        "unit": here["unit"] if here else None,
        "number": here["number"] if here else None,
        "of": here["of"] if here else None,
        "visits": visits,
    }


def help_card(study: definition.Study, site: definition.Site) -> dict[str, Any]:
    """Whom to call at `site`, in the language of the request."""

    def text(value: definition.Text) -> str:
        return value.in_language(language(), study.languages[0])

    return {
        "study_title": text(study.short_title),
        "team_name": text(site.team_name),
        "phone": site.phone,
        "phone_display": phone_display(site.phone),
        "after_hours_phone": site.after_hours_phone,
        "email": site.email,
        "hours": office_hours(site),
        "open_now": is_open(site, now()),
        "opens_at": opens_next(site, now()),
        "emergency_number": site.emergency_number,
        "emergency_text": text(site.emergency_text),
        "site_name": site.name,
        "address": site.places[0].address,
        "time_zone": site.time_zone,
    }


def office_hours(site: definition.Site) -> list[dict[str, Any]]:
    """For :class:`schemas.Hours`."""
    return [
        {
            "days": [WEEKDAYS[day - 1] for day in hours.days],
            "opens": f"{hours.opens:%H:%M}",
            "closes": f"{hours.closes:%H:%M}",
        }
        for hours in site.hours
    ]


def phone_display(number: str) -> str:
    """+13055550100 as 305-555-0100; numbers of other countries stay as they are."""
    digits = number.removeprefix("+1")
    if number.startswith("+1") and len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return number


def to_do(visits: list[Visit], who: Reader) -> list[dict[str, Any]]:
    """What waits for the participant: visits that got no time, and booked ones of the next two
    weeks to confirm."""
    if who.participant.status not in TAKING_PART:
        return []
    overdue = service.overdue(visits, now=who.now, today=who.today)
    return [
        *(_to_do("visit_overdue", row, row.window_end, who) for row in overdue),
        *(
            _to_do("confirm_visit", row, service.local_day(row), who)
            for row in _to_confirm(visits, who)
        ),
    ]


def _to_do(kind: str, row: Visit, due_on: date, who: Reader) -> dict[str, Any]:
    return {
        "kind": kind,
        "visit_id": row.id,
        "visit_name": visit_name(row, who),
        "minutes": 1 if kind == "confirm_visit" else 0,
        "due_on": due_on,
    }


def _to_confirm(visits: list[Visit], who: Reader) -> list[Visit]:
    soon = who.now + timedelta(days=14)
    return [
        row
        for row in visits
        if row.starts_at is not None
        and who.now < row.starts_at <= soon
        and row.confirmed_at is None
        and not any(wish.status is TimeRequestStatus.OPEN for wish in row.time_requests)
    ]


def visit_name(row: Visit, who: Reader) -> str:
    study = who.study(row.study_version)
    return who.text(study.visit(row.visit_key).name, study)


def staff_visit(row: Visit) -> dict[str, Any]:
    """The visit for :class:`schemas.StaffVisit`."""
    participant = row.participant
    shown = visit(row, reader(participant), detail=True)
    shown |= {
        "participant": participant,
        "site": row.site,
        "outside_window": row.outside_window,
        "reason": row.reason,
        "steps": row.steps,
        "study_version": row.study_version,
    }
    return shown
