"""What a study file says, as immutable values.

A :class:`Study` is what :func:`portal.study.file.read` returns for a file without faults. Every
reference in it (phase, anchor, flag, activity, site) is known to exist, every text has every
language of the study. Nothing here touches a database, a clock or a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.study.check_ins.definition import CheckIn
    from portal.study.joining.definition import Joining
    from portal.study.messages.definition import Messages
    from portal.study.reminders.definition import Reminders
    from portal.study.travel.definition import Travel

Language = str


class Unit(StrEnum):
    """The unit of a distance on the calendar. Months and weeks are counted, never averaged."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class ActivityKind(StrEnum):
    BLOOD_DRAW = "blood_draw"
    BLOOD_WORK = "blood_work"
    CT = "ct"
    BONE_SCAN = "bone_scan"
    BRAIN_MRI = "brain_mri"
    CLINIC_VISIT = "clinic_visit"
    CALL = "call"


class SignerRole(StrEnum):
    """In what role somebody signs a consent."""

    PARTICIPANT = "participant"
    DISCUSSION_LEADER = "discussion_leader"
    INVESTIGATOR = "investigator"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in every language of the study."""

    by_language: Mapping[Language, str]

    def __getitem__(self, language: Language) -> str:
        return self.by_language[language]

    def in_language(self, language: Language, fallback: Language) -> str:
        """The text in `language`, or in `fallback` where the study does not speak `language`."""
        return self.by_language.get(language) or self.by_language[fallback]


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from an anchor: "6 weeks", "3 months", "-14 days"."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if abs(self.count) == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that the schedule counts from, for example the day of the last dose."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Flag:
    """A fact about a participant that switches activities or visits on."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the study, counted from an anchor: `starts` included, `ends` excluded.

    A visit may have its target on `ends` all the same: the last of a series closes its phase.
    """

    key: str
    name: Text
    anchor: str
    starts: Offset
    ends: Offset


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that is done at a visit, and what a participant should know about it."""

    key: str
    kind: ActivityKind
    name: Text
    explain: Text
    minutes: int
    prepare: Text | None = None
    stop_eating_hours: int | None = None


@dataclass(frozen=True, slots=True)
class VisitActivity:
    """An activity within a visit.

    `every`: only at occurrences whose offset is a whole multiple of it (same unit as the visit's).
    `when`: only for participants who carry this flag.
    """

    activity: str
    every: Offset | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    every: Offset
    until: Offset


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of the protocol; with `repeat`, a series of visits.

    `at` is counted from `anchor`; the window opens `before` and closes `after` the target date,
    both days included. `label` may hold ``{number}``: the offset's count of that occurrence; a
    series has it in every language. `minutes` None: the sum of its activities. `place` None: the
    site's first.
    """

    key: str
    phase: str
    anchor: str
    name: Text
    label: Text
    at: Offset
    before: Offset
    after: Offset
    activities: tuple[VisitActivity, ...]
    repeat: Repeat | None = None
    when: str | None = None
    minutes: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Days as ISO weekdays (1 Monday to 7 Sunday), local time of the site."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Holidays:
    """The public holidays of a country (ISO 3166-1), or of a part of it (ISO 3166-2)."""

    country: str
    subdivision: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit takes place. `address` is empty where there is none ("By phone")."""

    key: str
    name: Text
    address: str
    directions: Text | None = None
    map_url: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Who runs the study there. Telephone numbers are E.164, `time_zone` an IANA name.

    There is at least one place; the places that visits name exist at every site. On the days of
    `holidays` and on those of `closed_on` the team is not at work, whatever `hours` say.
    """

    key: str
    name: str
    time_zone: str
    team_name: Text
    phone: str
    emergency_number: str
    emergency_text: Text
    hours: tuple[OfficeHours, ...]
    places: tuple[Place, ...]
    after_hours_phone: str | None = None
    email: str | None = None
    holidays: Holidays | None = None
    closed_on: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class ConsentRules:
    """How the study takes consent.

    `anchor`: the anchor that is set to the local day on which a participant signed.
    `visits_before`: keys of visits that may be planned without a consent. `countersigned_by`: the
    roles of the team that sign after her, each once, in any order.
    """

    anchor: str
    visits_before: tuple[str, ...]
    countersigned_by: tuple[SignerRole, ...]


@dataclass(frozen=True, slots=True)
class Study:
    key: str
    version: str
    title: Text
    short_title: Text
    registry: str | None
    languages: tuple[Language, ...]
    anchors: tuple[Anchor, ...]
    phases: tuple[Phase, ...]
    activities: Mapping[str, Activity]
    visits: tuple[Visit, ...]
    sites: tuple[Site, ...]
    flags: tuple[Flag, ...] = ()
    illustrative_note: Text | None = None
    enrolment_anchor: str = field(default="last_dose")
    consent: ConsentRules | None = None
    check_ins: tuple[CheckIn, ...] = ()
    travel: Travel | None = None
    messages: Messages | None = None
    reminders: Reminders | None = None
    joining: Joining | None = None

    @property
    def illustrative(self) -> bool:
        """Whether the file says that its intervals are examples and not the protocol's."""
        return self.illustrative_note is not None

    def site(self, key: str) -> Site:
        return next(site for site in self.sites if site.key == key)

    def visit(self, key: str) -> Visit:
        return next(visit for visit in self.visits if visit.key == key)

    def check_in(self, key: str) -> CheckIn | None:
        return next((check_in for check_in in self.check_ins if check_in.key == key), None)
