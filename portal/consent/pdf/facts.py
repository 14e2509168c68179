"""What each document tells, as values. Instants are aware; a time zone is an IANA name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.consent.text.definition import ConsentText
from portal.study.definition import SignerRole


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature as it is printed (21 CFR 11.50): who, when, what it means, and how."""

    role: SignerRole
    printed_name: str
    meaning: str
    signed_at: datetime
    time_zone: str
    method: str
    digest: str
    identity: str | None


@dataclass(frozen=True, slots=True)
class ConsentDocument:
    """A consent with the signatures it has. `awaited`: the roles whose signatures are missing."""

    study_title: str
    registry: str | None
    site_name: str
    participant_code: str
    participant_name: str
    text: ConsentText
    version_label: str
    text_digest: str
    choices: Mapping[str, bool]
    signatures: tuple[SignatureLine, ...]
    awaited: tuple[SignerRole, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalDocument:
    """The confirmation of a withdrawal. `choice`: the question whose yes was taken back."""

    study_title: str
    site_name: str
    participant_code: str
    participant_name: str
    language: str
    title: str
    explain: str
    data: str
    choice: str | None
    reason: str | None
    at: datetime
    time_zone: str
    recorded_by: str | None
    version_label: str
    notice: str | None
