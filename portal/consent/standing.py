"""Where somebody stands with her consent: pure decisions from what is recorded.

Everything here takes rows and texts that were read before; nothing asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.consent.models import Consent, ConsentEvent, ConsentState, EventKind
from portal.consent.text.definition import ConsentText
from portal.consent.version_models import ConsentVersion, VersionState
from portal.participants.models import TAKING_PART, ConsentStanding, Participant
from portal.study.definition import ConsentRules, SignerRole


class Stage(StrEnum):
    """Where a participant stands, for the desk: one word for each row of its list."""

    NO_TEXT = "no_text"
    NOT_STARTED = "not_started"
    READING = "reading"
    QUESTION_OPEN = "question_open"
    QUIZ = "quiz"
    READY = "ready"
    DECLINED = "declined"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SIGN_AGAIN = "sign_again"
    RECORDS_ONLY = "records_only"
    WITHDRAWN = "withdrawn"


COUNTS = frozenset({ConsentState.SIGNED, ConsentState.IN_FORCE})
OPEN = frozenset({ConsentState.READING, ConsentState.DECLINED})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far she is with one version. Keys are those of the text, in its order."""

    sections_read: tuple[str, ...]
    place: str | None
    quiz_right: tuple[str, ...]
    choices: Mapping[str, bool]
    sections_left: tuple[str, ...]
    quiz_left: tuple[str, ...]
    choices_left: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is left but the signature."""
        return not (self.sections_left or self.quiz_left or self.choices_left)


def progress(
    text: ConsentText,
    *,
    events: Iterable[ConsentEvent] = (),
    choices: Mapping[str, bool] | None = None,
    place: str | None = None,
) -> Progress:
    """What `events` and `choices` say of the way through `text`."""
    read, right = set(), set()
    for event in events:
        if event.kind is EventKind.SECTION:
            read.add(event.facts.get("section"))
        elif event.kind is EventKind.QUIZ and event.facts.get("right"):
            right.add(event.facts.get("question"))
    sections = [section.key for section in text.all_sections]
    questions = [question.key for question in text.quiz]
    made = {
        choice.key: bool(choices[choice.key])
        for choice in text.choices
        if choices and choice.key in choices
    }
    return Progress(
        sections_read=tuple(key for key in sections if key in read),
        place=place if place in sections else None,
        quiz_right=tuple(key for key in questions if key in right),
        choices=made,
        sections_left=tuple(key for key in sections if key not in read),
        quiz_left=tuple(key for key in questions if key not in right),
        choices_left=tuple(choice.key for choice in text.choices if choice.key not in made),
    )


def can_be_signed(version: ConsentVersion | None, today: date) -> bool:
    """Whether `version` is in force on `today`, local at the site."""
    return (
        version is not None
        and version.state is VersionState.IN_FORCE
        and version.valid_from is not None
        and version.valid_from <= today
        and not version.expired(today)
    )


def counting(participant: Participant, consents: Sequence[Consent]) -> Consent | None:
    """The consent that counts now: the latest that she signed and that still stands.

    One from before she left and came back counts no more.
    """
    for consent in sorted(consents, key=lambda found: found.changed_at, reverse=True):
        if consent.state is ConsentState.SIGNED:
            return consent
        if (
            consent.state is ConsentState.IN_FORCE
            and participant.consent is not ConsentStanding.NONE
        ):
            return consent
    return None


def to_sign(
    participant: Participant,
    version: ConsentVersion | None,
    consents: Sequence[Consent],
    today: date,
) -> bool:
    """Whether she is asked to sign `version`, the one in force."""
    if version is None or not can_be_signed(version, today):
        return False
    if participant.status not in TAKING_PART:
        return False
    stands = counting(participant, consents)
    if stands is None:
        return True
    return (
        stands.consent_version.number < version.number and participant.status in version.sign_again
    )


def awaited(consent: Consent | None, rules: ConsentRules | None) -> tuple[SignerRole, ...]:
    """Whose signatures are missing after hers."""
    if consent is None or consent.state is not ConsentState.SIGNED or rules is None:
        return ()
    return tuple(role for role in rules.countersigned_by if consent.signature(role) is None)


def stage(
    participant: Participant,
    version: ConsentVersion | None,
    consents: Sequence[Consent],
    way: Progress | None,
    today: date,
) -> Stage:
    """The one word for where she stands. `way`: her progress with the version in force."""
    must = to_sign(participant, version, consents, today)
    stands = counting(participant, consents)
    if not must:
        return _settled(participant, stands, version, today)
    current = of_version(consents, version)
    if current is not None and current.state is ConsentState.DECLINED:
        return Stage.DECLINED
    if any(asked.answered_at is None for consent in consents for asked in consent.questions):
        return Stage.QUESTION_OPEN
    if stands is not None and participant.consent is ConsentStanding.IN_FORCE:
        return Stage.SIGN_AGAIN
    if current is None or way is None:
        return Stage.NOT_STARTED
    if way.sections_left:
        return Stage.READING
    return Stage.READY if way.ready else Stage.QUIZ


def _settled(
    participant: Participant,
    stands: Consent | None,
    version: ConsentVersion | None,
    today: date,
) -> Stage:
    """The word for somebody who is not asked to sign anything."""
    if participant.consent is ConsentStanding.WITHDRAWN:
        return Stage.WITHDRAWN
    if participant.consent is ConsentStanding.RECORDS_ONLY:
        return Stage.RECORDS_ONLY
    if stands is not None:
        return Stage.SIGNED if stands.state is ConsentState.SIGNED else Stage.IN_FORCE
    return Stage.NOT_STARTED if can_be_signed(version, today) else Stage.NO_TEXT


def of_version(consents: Sequence[Consent], version: ConsentVersion | None) -> Consent | None:
    """Her way through `version` that is not over: the one an answer about it belongs to."""
    over = {ConsentState.WITHDRAWN, ConsentState.REPLACED}
    return next(
        (
            consent
            for consent in consents
            if version is not None
            and consent.version_id == version.id
            and consent.state not in over
        ),
        None,
    )
