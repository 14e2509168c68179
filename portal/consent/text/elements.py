"""What the regulations ask of a consent text, and which sections carry it.

Sources: 21 CFR 50.25 (elements of informed consent), 45 CFR 46.116(a)(5)(i) (key information
first), 45 CFR 164.508(c) (authorization under HIPAA). Whether a section really says what it
claims is for the ethics board to judge; here it is only found or missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.consent.text.definition import ConsentText
from portal.consent.text.reading_grade import Grade, grade


@dataclass(frozen=True, slots=True)
class Element:
    """`required` False: it applies in some studies only."""

    key: str
    name: str
    required: bool = True


ELEMENTS = (
    Element("46.116(a)(5)(i)", "Key information comes first, concise and focused"),
    Element("50.25(a)(1)", "Research: purpose, duration, procedures, what is experimental"),
    Element("50.25(a)(2)", "Foreseeable risks or discomforts"),
    Element("50.25(a)(3)", "Benefits to the person or to others"),
    Element("50.25(a)(4)", "Other procedures or treatments that might help"),
    Element("50.25(a)(5)", "Confidentiality, and that the FDA may inspect the records"),
    Element("50.25(a)(6)", "Compensation and treatment if injury occurs"),
    Element("50.25(a)(7)", "Whom to ask about the research, rights, and an injury"),
    Element("50.25(a)(8)", "Taking part is voluntary; no loss for refusing or stopping"),
    Element("50.25(b)(1)", "Risks that cannot be foreseen", required=False),
    Element("50.25(b)(2)", "When the investigator may end taking part", required=False),
    Element("50.25(b)(3)", "Additional costs", required=False),
    Element("50.25(b)(4)", "What withdrawing means, and how to end in order", required=False),
    Element("50.25(b)(5)", "New findings will be told", required=False),
    Element("50.25(b)(6)", "About how many people take part", required=False),
    Element("50.25(c)", "The fixed sentence on ClinicalTrials.gov"),
    Element("164.508(c)(1)(i)", "Which health information is used or disclosed"),
    Element("164.508(c)(1)(ii)", "Who may disclose it"),
    Element("164.508(c)(1)(iii)", "Who may receive it"),
    Element("164.508(c)(1)(iv)", "For what purpose"),
    Element("164.508(c)(1)(v)", "Until when the authorization holds"),
    Element("164.508(c)(1)(vi)", "Signature and date"),
    Element("164.508(c)(2)(i)", "The right to revoke in writing, and how"),
    Element("164.508(c)(2)(ii)", "What depends on signing"),
    Element("164.508(c)(2)(iii)", "Who receives it may disclose it again"),
)
KNOWN = frozenset(element.key for element in ELEMENTS)
KEY_INFORMATION = "46.116(a)(5)(i)"

CLINICAL_TRIALS_GOV = {
    "en": (
        "A description of this clinical trial will be available on "
        "http://www.ClinicalTrials.gov, as required by U.S. Law. This Web site will not include "
        "information that can identify you. At most, the Web site will include a summary of the "
        "results. You can search this Web site at any time."
    ),
}
"""The sentence that 21 CFR 50.25(c) wants word for word, by language."""


@dataclass(frozen=True, slots=True)
class Found:
    """An element and the keys of the sections that carry it."""

    element: str
    name: str
    required: bool
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the check says of a version: elements found, and how hard each section reads."""

    elements: tuple[Found, ...]
    grades: tuple[Grade, ...]


def found(text: ConsentText) -> tuple[Found, ...]:
    """Every element with the sections of `text` that carry it, in the regulations' order."""
    return tuple(
        Found(
            element.key,
            element.name,
            element.required,
            tuple(section.key for section in text.all_sections if element.key in section.elements),
        )
        for element in ELEMENTS
    )


def report(texts: Mapping[str, ConsentText]) -> Report:
    """Elements (the languages have the same), and the reading grade of each section."""
    first = next(iter(texts.values()))
    return Report(
        elements=found(first),
        grades=tuple(
            grade(section, text.language)
            for text in texts.values()
            for section in text.all_sections
        ),
    )
