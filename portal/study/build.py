"""From the checked entries of a study file to its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.study.check_ins.build import build as check_in
from portal.study.definition import (
    Activity,
    Anchor,
    ConsentRules,
    Flag,
    Holidays,
    OfficeHours,
    Phase,
    Place,
    Repeat,
    Site,
    Study,
    Visit,
    VisitActivity,
)
from portal.study.joining.definition import Joining
from portal.study.messages.build import build as messages
from portal.study.reminders.build import build as reminders
from portal.study.travel.build import build as travel

Entries = Mapping[str, Any]


def build(entries: Entries) -> Study:
    """The study that `entries` describe: all of :mod:`portal.study.schema`, without a fault."""
    activities = [Activity(**activity) for activity in entries["activities"]]
    return Study(
        **{
            **entries,
            "registry": entries.get("registry"),
            "languages": tuple(entries["languages"]),
            "anchors": tuple(Anchor(**anchor) for anchor in entries["anchors"]),
            "flags": tuple(Flag(**flag) for flag in entries.get("flags", ())),
            "phases": tuple(Phase(**phase) for phase in entries["phases"]),
            "activities": {activity.key: activity for activity in activities},
            "visits": tuple(_visit(visit) for visit in entries["visits"]),
            "sites": tuple(_site(site) for site in entries["sites"]),
            "check_ins": tuple(map(check_in, entries.get("check_ins", ()))),
            "consent": _consent(entries["consent"]) if "consent" in entries else None,
            "travel": travel(entries["travel"]) if "travel" in entries else None,
            "messages": messages(entries["messages"]) if "messages" in entries else None,
            "reminders": reminders(entries["reminders"]) if "reminders" in entries else None,
            "joining": Joining(**entries["joining"]) if "joining" in entries else None,
        }
    )


def _consent(entries: Entries) -> ConsentRules:
    return ConsentRules(
        anchor=entries["anchor"],
        visits_before=tuple(entries.get("visits_before", ())),
        countersigned_by=tuple(entries.get("countersigned_by", ())),
    )


def _visit(entries: Entries) -> Visit:
    plain = {name: value for name, value in entries.items() if name != "window"}
    repeat = entries.get("repeat")
    return Visit(
        **{
            **plain,
            "before": entries["window"]["before"],
            "after": entries["window"]["after"],
            "repeat": Repeat(**repeat) if repeat else None,
            "activities": tuple(VisitActivity(**part) for part in entries["activities"]),
        }
    )


def _site(entries: Entries) -> Site:
    return Site(
        **{
            **entries,
            "hours": tuple(
                OfficeHours(tuple(hours["days"]), hours["opens"], hours["closes"])
                for hours in entries["hours"]
            ),
            "places": tuple(Place(**{"address": "", **place}) for place in entries["places"]),
            "holidays": Holidays(**entries["holidays"]) if "holidays" in entries else None,
            "closed_on": frozenset(entries.get("closed_on", ())),
        }
    )
