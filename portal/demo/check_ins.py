"""The check-ins of the demo's people: mild weeks, a few bad ones, and what the team did then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.audit.recorder import Actor, acting
from portal.participants.models import Participant
from portal.schedule.windows import to_instant
from portal.study.check_ins.definition import CheckIn
from portal.study.service import Catalog
from portal.symptoms import alerts, calling, due, reporting
from portal.symptoms.alerts import Doer, NewContact
from portal.symptoms.calling import NewCall
from portal.symptoms.models import Alert, ContactWay, Outcome, Report
from portal.symptoms.reporting import NewReport

_NAMESPACE = UUID("5b1f0c6e-90f5-4d0c-9f6a-3c7b1f0f5a02")
CHECK_IN = "symptoms"
UNSENT = {"eleanor@example.org", "margaret@example.org"}
"""Whose newest check-in is not sent: one is due, one is late."""
CALLED = {"margaret@example.org"}
UNREAD = {"joan@example.org", "rosa@example.org"}
"""Whose newest report nobody of the team has read yet."""
NOTE = {
    "en": "The joint pain is worse in the morning and goes away when I walk.",
    "es": "El dolor de las articulaciones es peor por la mañana y se me pasa al caminar.",
}


@dataclass(frozen=True, slots=True)
class Episode:
    """A report that she started herself. `taken`, `reached`, `closed`: what the team did then."""

    hours_ago: int
    answers: Mapping[str, int]
    can_wait: bool
    note: str = ""
    taken: bool = False
    reached: bool = False
    closed: bool = False


EPISODES = {
    "denise@example.org": Episode(
        hours_ago=3,
        answers={"headache.severity": 3, "headache.interference": 2, "balance.severity": 2},
        can_wait=True,
        note="It started yesterday evening.",
    ),
    "beatriz@example.org": Episode(
        hours_ago=20,
        answers={"pain.frequency": 3, "pain.severity": 4, "pain.interference": 3},
        can_wait=False,
        note="Me duele la espalda cuando me acuesto.",
        taken=True,
    ),
    "ruth@example.org": Episode(
        hours_ago=24 * 5,
        answers={"nausea.frequency": 3, "nausea.severity": 2},
        can_wait=True,
        taken=True,
        reached=True,
        closed=True,
    ),
}


class CheckIns:
    """What one participant reported, in the order of time."""

    def __init__(
        self, session: Session, participant: Participant, catalog: Catalog, now: datetime
    ) -> None:
        study = catalog.get(session, participant.study_id, participant.study.version)
        asked = study.check_in(CHECK_IN)
        if asked is None:
            raise RuntimeError("the sample study has a check-in")
        self.session, self.participant, self.catalog, self.now = session, participant, catalog, now
        self.asked: CheckIn = asked
        self.zone = participant.site.time_zone
        self.today = reporting.local_day(participant, now)

    def tell(self, herself: Account, coordinator: Account) -> None:
        """Every check-in that was due, and then what happened to her of late."""
        doer = Doer(coordinator.id, coordinator.name)
        past = [
            one
            for one in due.occurrences(self.asked, self.participant.anchors)
            if one.day <= self.today
        ]
        if herself.email in UNSENT:
            past = past[:-1]
        for place, one in enumerate(past):
            evening = to_instant(one.day, time(19, place % 50), self.zone)
            at = min(evening, self.now - timedelta(minutes=40))
            answers = self._mild(place)
            note = NOTE[herself.language] if place % 9 == 4 else ""
            report = self._send(herself, at, answers, note=note, can_wait=None)
            if not (one is past[-1] and herself.email in UNREAD):
                self._read(report, doer, one.day)
        if herself.email in CALLED:
            self._call(doer)
        episode = EPISODES.get(herself.email)
        if episode:
            self._episode(episode, herself, doer)

    def _call(self, doer: Doer) -> None:
        """A try to reach her about the newest check-in, which did not come."""
        at = self.now - timedelta(hours=5)
        acting(self.session, Actor("coordinator", doer.account_id), at)
        newest = [
            one
            for one in due.occurrences(self.asked, self.participant.anchors)
            if one.day <= self.today
        ][-1]
        new = NewCall(
            id=uuid5(_NAMESPACE, f"{self.participant.code}/call"),
            check_in=CHECK_IN,
            occurrence=newest.occurrence,
            done=False,
            note="No answer, will try again in the afternoon.",
        )
        calling.note(
            self.session, self.participant, new, by=doer.name, catalog=self.catalog, now=at
        )
        self.session.flush()

    def _mild(self, place: int) -> dict[str, int | None]:
        """Answers that move a little from one report to the next and alert nobody."""
        found: dict[str, int | None] = {}
        for index, item in enumerate(self.asked.instrument.items):
            first, *later = item.questions
            level = 1 if (place + 2 * index) % 5 == 0 or index in (0, place % 4) else 0
            level = 2 if item.key == "tiredness" and place % 6 in (1, 2) else level
            found[first.key] = min(level, first.most) if item.key != "lump" else 0
            if found[first.key]:
                found.update({question.key: 1 for question in later})
        return found

    def _send(
        self,
        herself: Account,
        at: datetime,
        answers: Mapping[str, int | None],
        *,
        note: str,
        can_wait: bool | None,
    ) -> Report:
        acting(self.session, Actor("participant", herself.id), at)
        new = NewReport(
            id=uuid5(_NAMESPACE, f"{self.participant.code}/{at.isoformat()}"),
            check_in=CHECK_IN,
            study_version=self.participant.study.version,
            language=herself.language,
            answers=answers,
            note=note,
            can_wait=can_wait,
            answered_at=at,
        )
        report, _ = reporting.store(
            self.session, self.participant, new, catalog=self.catalog, now=at
        )
        return report

    def _read(self, report: Report, doer: Doer, day: date) -> None:
        at = min(to_instant(day + timedelta(days=1), time(9, 5), self.zone), self.now)
        acting(self.session, Actor("coordinator", doer.account_id), at)
        alerts.mark_read(report, doer.name, now=at)
        self.session.flush()

    def _episode(self, episode: Episode, herself: Account, doer: Doer) -> None:
        at = self.now - timedelta(hours=episode.hours_ago)
        answers: dict[str, int | None] = {**self._none(), **episode.answers}
        for item in self.asked.instrument.items:
            first, *later = item.questions
            if answers[first.key]:
                for question in later:
                    answers.setdefault(question.key, 1)
        report = self._send(herself, at, answers, note=episode.note, can_wait=episode.can_wait)
        if report.alert is None:
            raise RuntimeError("an episode alerts the team")
        if episode.taken:
            self._care(report.alert, episode, doer, at)

    def _none(self) -> dict[str, int | None]:
        return {item.questions[0].key: 0 for item in self.asked.instrument.items}

    def _care(self, alert: Alert, episode: Episode, doer: Doer, at: datetime) -> None:
        """Taken within the hour; a call that fails, and one that works where it was reached."""
        acting(self.session, Actor("coordinator", doer.account_id), at + timedelta(minutes=30))
        alerts.take(alert, doer, version=alert.version, now=at + timedelta(minutes=30))
        self.session.flush()
        tries = [(60, False, "No answer, left no message.")]
        if episode.reached:
            tries.append((90, True, "She has eaten and kept it down since noon."))
        for minutes, reached, words in tries:
            now = at + timedelta(minutes=minutes)
            acting(self.session, Actor("coordinator", doer.account_id), now)
            contact = NewContact(
                id=uuid5(_NAMESPACE, f"{alert.id}/{minutes}"),
                way=ContactWay.PHONE,
                reached=reached,
                note=words,
            )
            alerts.note_contact(self.session, alert, contact, doer, now=now)
            self.session.flush()
        if episode.closed:
            now = at + timedelta(minutes=100)
            acting(self.session, Actor("coordinator", doer.account_id), now)
            alerts.close(
                alert,
                Outcome.ADVICE,
                "Doctor informed, eats in small amounts.",
                doer,
                version=alert.version,
                now=now,
            )
            self.session.flush()
