"""Who is in the demo. Every name is made up; addresses end in example.org (RFC 2606)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.accounts.roles import Role
from portal.audit.recorder import Actor
from portal.participants.models import ParticipantStatus

DEMO = Actor("portal: demo")
"""Who does what no person of the demo did."""
MIAMI, OTHER = 0, 1
"""Index of the site in the study file."""


class Again(StrEnum):
    """How far somebody is with the amended consent."""

    DUE = "due"
    SIGNED = "signed"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    email: str
    name: str
    role: Role
    standing: str
    site: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A participant. `consent` and `last_dose` count days before today; None: not yet.

    `again`: how far she is with the amended consent, if she signed the first. `reads`: she is on
    her way through the text and has a question.
    """

    code: str
    name: str
    email: str
    phone: str
    standing: str
    site: int = MIAMI
    language: str = "en"
    consent: int | None = None
    last_dose: int | None = None
    flags: tuple[str, ...] = ()
    leaves: ParticipantStatus | None = None
    reason: str = ""
    missed: str = ""
    partly: str = ""
    books_ahead: bool = True
    asks_for_another_time: bool = False
    late: bool = False
    again: Again = Again.DUE
    reads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A care partner; `of`: the e-mail address of the participant."""

    email: str
    name: str
    of: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody whom a participant (`by`) has invited to help her, and who has not come yet."""

    email: str
    name: str
    by: str


FINANCE = "omar.haddad@example.org"

STAFF = (
    Staff(
        email="grace.okafor@example.org",
        name="Grace Okafor",
        role=Role.COORDINATOR,
        site=MIAMI,
        standing="Coordinator at the first site",
    ),
    Staff(
        email="daniel.reyes@example.org",
        name="Daniel Reyes",
        role=Role.COORDINATOR,
        site=OTHER,
        standing="Coordinator at the second site",
    ),
    Staff(
        email="helen.marsh@example.org",
        name="Helen Marsh, MD",
        role=Role.INVESTIGATOR,
        site=MIAMI,
        standing="Investigator at the first site",
    ),
    Staff(
        email="luis.ferrer@example.org",
        name="Luis Ferrer, MD",
        role=Role.INVESTIGATOR,
        site=OTHER,
        standing="Investigator at the second site",
    ),
    Staff(
        email=FINANCE,
        name="Omar Haddad",
        role=Role.FINANCE,
        standing="Pays travel money at all sites",
    ),
    Staff(
        email="ingrid.solberg@example.org",
        name="Ingrid Solberg",
        role=Role.MONITOR,
        standing="Monitor: reads all sites, changes nothing",
    ),
    Staff(
        email="amy.tran@example.org",
        name="Amy Tran",
        role=Role.ADMIN,
        standing="Administrator of people and study",
    ),
)

PARTICIPANTS = (
    Sample(
        code="FH-001",
        name="Eleanor Whitfield",
        email="eleanor@example.org",
        phone="+13055550141",
        standing="Month 7 of monitoring, next visit booked, signed the new consent",
        again=Again.COMPLETE,
        consent=215,
        last_dose=184,
    ),
    Sample(
        code="FH-002",
        name="Rosa Delgado Fuentes",
        email="rosa@example.org",
        phone="+13055550142",
        standing="Month 12 of monitoring, speaks Spanish",
        language="es",
        again=Again.COMPLETE,
        partly="month-6",
        consent=380,
        last_dose=356,
    ),
    Sample(
        code="FH-003",
        name="Margaret Ansah",
        email="margaret@example.org",
        phone="+13055550143",
        standing="Week 3 of monitoring, the changed consent is to be signed",
        consent=45,
        last_dose=18,
    ),
    Sample(
        code="FH-004",
        name="Ruth Lindqvist",
        email="ruth@example.org",
        phone="+13055550144",
        standing="Month 35 of monitoring, signed the new consent, team signs next",
        again=Again.SIGNED,
        consent=1075,
        last_dose=1045,
    ),
    Sample(
        code="FH-005",
        name="Joan Petrovic",
        email="joan@example.org",
        phone="+13055550145",
        standing="In follow-up, year 4",
        books_ahead=False,
        consent=1330,
        last_dose=1300,
    ),
    Sample(
        code="FH-006",
        name="Denise Baptiste",
        email="denise@example.org",
        phone="+13055550146",
        standing="Month 9, treated brain metastases: brain scans too",
        consent=285,
        last_dose=260,
        flags=("treated_brain_metastases",),
        asks_for_another_time=True,
    ),
    Sample(
        code="FH-007",
        name="Carol Nakamura",
        email="carol@example.org",
        phone="+13055550147",
        standing="In screening, before the last dose",
        consent=9,
    ),
    Sample(
        code="FH-008",
        name="Yvonne Castellano",
        email="yvonne@example.org",
        phone="+13055550148",
        standing="Invited, reads the consent and has a question",
        reads=True,
    ),
    Sample(
        code="FH-009",
        name="Patricia Holm",
        email="patricia@example.org",
        phone="+13055550149",
        standing="Withdrew in month 5",
        consent=200,
        last_dose=170,
        leaves=ParticipantStatus.WITHDRAWN,
        reason="Moved to another state",
    ),
    Sample(
        code="FH-010",
        name="Beatriz Andrade",
        email="beatriz@example.org",
        phone="+13055550150",
        standing="Month 16, missed a visit, speaks Spanish",
        language="es",
        consent=500,
        last_dose=472,
        missed="month-12",
        late=True,
    ),
    Sample(
        code="FH-011",
        name="Sylvia Brandt",
        email="sylvia@example.org",
        phone="+13125550151",
        standing="Second site, month 4",
        site=OTHER,
        consent=130,
        last_dose=104,
    ),
    Sample(
        code="FH-012",
        name="Norma Quintero",
        email="norma@example.org",
        phone="+13125550152",
        standing="Second site, could not join after screening",
        site=OTHER,
        language="es",
        consent=40,
        leaves=ParticipantStatus.INELIGIBLE,
        reason="The blood test did not meet the entry rules",
    ),
)

ASKED = (Asked(email="mark@example.org", name="Mark", by="ruth@example.org"),)

PARTNERS = (
    Partner(
        email="anna@example.org",
        name="Anna Lindqvist",
        of="ruth@example.org",
        standing="Drives Ruth Lindqvist: sees her visits, claims travel money for her",
    ),
)
