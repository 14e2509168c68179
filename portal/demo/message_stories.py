"""What the demo's people and their teams wrote to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.accounts.roles import Role


class Side(StrEnum):
    PERSON = "person"
    TEAM = "team"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """`hours` after the one before it; `doctor`: the investigator writes, not the coordinator."""

    side: Side
    hours: float
    text: str
    doctor: bool = False
    photo: bool = False
    corrects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A thread. `ago`: hours before now at which it began. `partner`: with that care partner.

    `read`: whether the person has seen what the team wrote last. `into`: the `key` of an earlier
    thread of hers, into which the team joined it.
    """

    email: str
    key: str
    topic: str
    ago: float
    lines: tuple[Line, ...]
    partner: str = ""
    closed: bool = False
    read: bool = True
    translate: bool = False
    into: str = ""


P, T, N = Side.PERSON, Side.TEAM, Side.NOTE
ANSWERER = {False: Role.COORDINATOR, True: Role.INVESTIGATOR}

TALKS = (
    Talk(
        email="eleanor@example.org",
        key="contrast",
        topic="visit",
        ago=24 * 40,
        closed=True,
        lines=(
            Line(P, 0, "My arm was sore for two days after the last scan. Is that usual?"),
            Line(
                N,
                2,
                "Called her as well. She says it is better now. Dr. Marsh knows about it.",
            ),
            Line(
                T,
                0.5,
                "Thank you for telling us. Dr. Marsh read your message. Please show us your arm "
                "at your next visit, and call us at once if it gets red or swells.",
            ),
            Line(P, 20, "Thank you, it is already better."),
            Line(T, 1, "Good to hear. I close this here; write whenever you like."),
        ),
    ),
    Talk(
        email="eleanor@example.org",
        key="breakfast",
        topic="visit",
        ago=49,
        read=False,
        lines=(
            Line(P, 0, "May I have a coffee in the morning before the CT scan?"),
            Line(
                T,
                3,
                "Please nothing to eat in the 4 hours before your scan. Water is fine. Ask the "
                "imaging desk about coffee when they call you the day before: they decide.",
            ),
        ),
    ),
    Talk(
        email="margaret@example.org",
        key="bus",
        topic="travel",
        ago=5,
        lines=(
            Line(
                P, 0, "The bus driver gave me this instead of a ticket. Is it enough?", photo=True
            ),
            Line(P, 0.2, "Sorry, it was the tram driver and not the bus driver.", corrects=True),
        ),
    ),
    Talk(
        email="ruth@example.org",
        key="last_visit",
        topic="visit",
        ago=100,
        lines=(
            Line(P, 0, "What happens after month 36? Do I still come to you for scans?"),
            Line(N, 4, "Dr. Marsh wants to answer this herself."),
        ),
    ),
    Talk(
        email="ruth@example.org",
        key="parking",
        topic="travel",
        ago=80,
        partner="anna@example.org",
        closed=True,
        lines=(
            Line(P, 0, "I drive my mother. Can I claim the parking, or only she?"),
            Line(T, 5, "You can claim it under your own name, in Travel money."),
        ),
    ),
    Talk(
        email="rosa@example.org",
        key="date",
        topic="visit",
        ago=7,
        read=False,
        lines=(
            Line(
                P,
                0,
                "Mi hija se casa la semana de mi próxima visita. ¿Puedo venir unos días antes?",
            ),
        ),
    ),
    Talk(
        email="beatriz@example.org",
        key="pain",
        topic="health",
        ago=19,
        translate=True,
        lines=(
            Line(P, 0, "Desde ayer me duele mucho la espalda. Ya lo puse en el control."),
            Line(
                T,
                2,
                "Gracias por avisarnos. La llamé por teléfono y dejé un mensaje. Por favor "
                "llámenos hoy. Si el dolor es muy fuerte, llame al 911.",
            ),
            Line(P, 3, "Ya hablé con la doctora. Muchas gracias."),
        ),
    ),
    Talk(
        email="denise@example.org",
        key="balance",
        topic="health",
        ago=2,
        lines=(
            Line(P, 0, "I wrote about my headache in the check-in. Do you want me to come in?"),
        ),
    ),
    Talk(
        email="joan@example.org",
        key="address",
        topic="other",
        ago=24 * 12,
        closed=True,
        lines=(
            Line(P, 0, "We moved. My new phone number is the same, only the address changed."),
            Line(T, 20, "Thank you, Joan. We changed it in our files."),
        ),
    ),
    Talk(
        email="joan@example.org",
        key="street",
        topic="other",
        ago=24 * 11,
        into="address",
        lines=(
            Line(P, 0, "I forgot the new street: it is 40 Example Road."),
            Line(T, 3, "Noted, thank you."),
        ),
    ),
    Talk(
        email="sylvia@example.org",
        key="results",
        topic="consent",
        ago=30,
        read=False,
        lines=(
            Line(P, 0, "Who else gets to see my scan pictures?"),
            Line(
                T,
                4,
                "Only the people named in the consent, chapter on privacy. I can go through it "
                "with you at your visit.",
                doctor=True,
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Announced:
    """`ago`: days before now."""

    key: str
    ago: int
    title: dict[str, str]
    text: dict[str, str]


ANNOUNCED = (
    Announced(
        "elevator",
        20,
        {"en": "The east elevator is closed", "es": "El ascensor este está cerrado"},
        {
            "en": "The east elevator at the clinic is closed until the end of the month. Please "
            "use the west elevator, beside the café. Come ten minutes early.",
            "es": "El ascensor este de la clínica está cerrado hasta fin de mes. Por favor use el "
            "ascensor oeste, junto a la cafetería. Venga diez minutos antes.",
        },
    ),
    Announced(
        "newsletter",
        3,
        {"en": "The study team says thank you", "es": "El equipo del estudio le da las gracias"},
        {
            "en": "Each check-in you send helps to answer the question of this study. Thank you "
            "for the time you give.",
            "es": "Cada control que usted envía ayuda a responder la pregunta de este estudio. "
            "Gracias por el tiempo que dedica.",
        },
    ),
)
