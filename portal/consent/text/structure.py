"""What the entries of one file must mean together, and what the languages of a version share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from portal.consent.text import markup
from portal.consent.text.definition import ConsentText, Section, WithdrawalScope
from portal.consent.text.elements import CLINICAL_TRIALS_GOV, KEY_INFORMATION, found
from portal.consent.text.reading_grade import HIGHEST_GRADE, LOWEST_SCORE, grade
from portal.study.definition import SignerRole
from portal.study.faults import Fault, Finding, Path, Severity, known
from portal.study.rules.part import Part

FEWEST_OPTIONS = 3
SECTIONS = ("key_information", "sections")


def check(file: Part) -> Iterator[Finding]:
    """What is wrong within one file."""
    sections = file.keys("key_information") | file.keys("sections")
    yield from _once(file)
    yield from _markup(file)
    for question in file.parts("quiz"):
        yield from _question(question, sections)
    for change in file.parts("changes"):
        key = change.get("section", str)
        if key and key not in sections:
            yield Finding(
                change.at("section"), f'"{key}" is no section here.', known(key, sections)
            )
    scopes = {part.get("scope", str) for part in file.parts("withdrawal")}
    for scope in WithdrawalScope:
        if file.get("withdrawal", list) and scope.value not in scopes:
            yield Finding(
                file.at("withdrawal"),
                f'says nothing for "{scope}".',
                "Write one entry for each of: choice, visits, everything.",
            )
    roles = {part.get("role", str) for part in file.parts("signatures")}
    if file.get("signatures", list) and SignerRole.PARTICIPANT.value not in roles:
        yield Finding(
            file.at("signatures"), "has nothing for the participant.", 'Write "role: participant".'
        )


def _once(file: Part) -> Iterator[Finding]:
    """Keys are unique, sections over both lists."""
    lists = (*((name,) for name in ("glossary", "quiz", "choices")), SECTIONS)
    for names in lists:
        seen: set[str] = set()
        for name in names:
            for part in file.parts(name):
                yield from _again(part, "key", seen)
    for question in file.parts("quiz"):
        options: set[str] = set()
        for option in question.parts("options"):
            yield from _again(option, "key", options)
    for name, key in (("signatures", "role"), ("withdrawal", "scope"), ("changes", "section")):
        seen = set()
        for part in file.parts(name):
            yield from _again(part, key, seen)


def _again(part: Part, name: str, seen: set[str]) -> Iterator[Finding]:
    value = part.get(name, str)
    if value is None:
        return
    if value in seen:
        yield Finding(part.at(name), f'"{value}" stands there twice.', "Give each its own.")
    seen.add(value)


def _markup(file: Part) -> Iterator[Finding]:
    glossary = file.keys("glossary")
    for name in SECTIONS:
        for section in file.parts(name):
            source = section.get("text", str)
            if source is None:
                continue
            try:
                blocks = markup.blocks(source)
            except markup.MarkupFault as fault:
                yield Finding(
                    section.at("text"), f"is more than text: {fault.args[0]}", fault.args[1]
                )
                continue
            for term in markup.terms(blocks):
                if term not in glossary:
                    yield Finding(
                        section.at("text"),
                        f'explains a word by "{term}", which the glossary does not have.',
                        known(term, glossary),
                    )


def _question(question: Part, sections: set[str]) -> Iterator[Finding]:
    options = question.keys("options")
    if question.get("options", list) and len(question.get("options", list) or []) < FEWEST_OPTIONS:
        yield Finding(
            question.at("options"), "has too few answers.", "Write three answers or more."
        )
    right = question.get("right", str)
    if right and right not in options:
        yield Finding(
            question.at("right"), f'"{right}" is none of the answers.', known(right, options)
        )
    section = question.get("section", str)
    if section and section not in sections:
        yield Finding(
            question.at("section"), f'"{section}" is no section here.', known(section, sections)
        )


def check_version(
    texts: Mapping[str, ConsentText],
    *,
    languages: Sequence[str],
    signers: Sequence[SignerRole] = (),
) -> list[Fault]:
    """What is wrong with a version as a whole: languages, elements, structure, reading grade.

    `signers`: the roles of the team that sign. A fault's `line` is 1: it is about a file as a
    whole, and `where` names the place.
    """
    faults: list[Fault] = []
    faults += [
        _fault(f"{language}.yaml", (), "is missing.", "Write the text in this language.")
        for language in languages
        if language not in texts
    ]
    faults += [
        _fault(
            f"{language}.yaml",
            (),
            "is in a language that the study does not speak.",
            f"The study speaks: {', '.join(languages)}.",
        )
        for language in texts
        if language not in languages
    ]
    for text in texts.values():
        faults += _elements(text)
        faults += _signers(text, signers)
        faults += _grades(text)
    every = list(texts.values())
    for other in every[1:]:
        faults += _same_structure(every[0], other)
    return faults


def _fault(
    file: str, path: Path, problem: str, remedy: str, severity: Severity = Severity.ERROR
) -> Fault:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    where = "".join(steps).removeprefix(".")
    return Fault(1, None, where, problem, remedy, severity, file)


def _name(text: ConsentText) -> str:
    return f"{text.language}.yaml"


def _elements(text: ConsentText) -> Iterator[Fault]:
    for element in found(text):
        if element.sections:
            continue
        severity = Severity.ERROR if element.required else Severity.WARNING
        where_it_applies = "" if element.required else "Where it applies, "
        yield _fault(
            _name(text),
            ("sections",),
            f"none carries {element.element} ({element.name}).",
            f'{where_it_applies}add "{element.element}" to the elements of the section that says it.',
            severity,
        )
    carried = {
        section.key for section in text.key_information if KEY_INFORMATION in section.elements
    }
    if not carried and any(KEY_INFORMATION in part.elements for part in text.sections):
        yield _fault(
            _name(text),
            ("key_information",),
            f"{KEY_INFORMATION} is carried by a later section.",
            "Put it into the key information, which comes first.",
        )
    wanted = CLINICAL_TRIALS_GOV.get(text.language)
    carrying = [part for part in text.all_sections if "50.25(c)" in part.elements]
    if wanted and carrying and not any(_says(part, wanted) for part in carrying):
        yield _fault(
            _name(text),
            ("sections",),
            "50.25(c) asks for its sentence word for word, and it is not there.",
            f'Write: "{wanted}"',
        )


def _says(section: Section, words: str) -> bool:
    return " ".join(words.split()) in " ".join(markup.plain(section.blocks).split())


def _signers(text: ConsentText, signers: Sequence[SignerRole]) -> Iterator[Fault]:
    have = {meaning.role for meaning in text.signatures}
    for role in signers:
        if role not in have:
            yield _fault(
                _name(text),
                ("signatures",),
                f'says nothing for "{role}", who signs in this study.',
                f'Write an entry with "role: {role}".',
            )


def _grades(text: ConsentText) -> Iterator[Fault]:
    for section in text.all_sections:
        measured = grade(section, text.language)
        if measured.ok:
            continue
        problem = f"reads at grade {measured.value}, above {HIGHEST_GRADE:g}."
        if measured.measure == "score":
            problem = f"has the reading score {measured.value}, below {LOWEST_SCORE:g}."
        yield _fault(
            _name(text),
            (section.key,),
            problem,
            "Write shorter sentences and shorter words.",
            Severity.WARNING,
        )


Shape = tuple[str, Callable[[ConsentText], Any]]

_SHAPES: tuple[Shape, ...] = (
    ("key_information", lambda text: [part.key for part in text.key_information]),
    ("sections", lambda text: [part.key for part in text.sections]),
    ("glossary", lambda text: sorted(term.key for term in text.glossary)),
    (
        "quiz",
        lambda text: [
            (item.key, item.section, item.right, [option.key for option in item.options])
            for item in text.quiz
        ],
    ),
    ("choices", lambda text: [choice.key for choice in text.choices]),
    ("signatures", lambda text: sorted(item.role for item in text.signatures)),
    ("withdrawal", lambda text: sorted(item.scope for item in text.withdrawal)),
    ("changes", lambda text: [change.section for change in text.changes]),
    ("version", lambda text: text.version),
    ("notice", lambda text: text.notice is not None),
)


def _same_structure(first: ConsentText, other: ConsentText) -> Iterator[Fault]:
    for name, shape in _SHAPES:
        if shape(first) != shape(other):
            yield _fault(
                _name(other),
                (name,),
                f"differs from {_name(first)}: {_told(shape(other))} instead of {_told(shape(first))}.",
                "Give both languages the same entries in the same order.",
            )
    theirs = {part.key: part for part in other.all_sections}
    for section in first.all_sections:
        twin = theirs.get(section.key)
        if twin is not None:
            yield from _same_section(section, twin, first, other)


def _same_section(
    section: Section, twin: Section, first: ConsentText, other: ConsentText
) -> Iterator[Fault]:
    if sorted(section.elements) != sorted(twin.elements):
        yield _fault(
            _name(other),
            (twin.key, "elements"),
            f"differ from {_name(first)}.",
            "Name the same elements in both languages.",
        )
    shape = [(block.kind.value, len(block.items)) for block in section.blocks]
    twin_shape = [(block.kind.value, len(block.items)) for block in twin.blocks]
    if shape != twin_shape:
        yield _fault(
            _name(other),
            (twin.key, "text"),
            f"has {_told(twin_shape)}, and {_name(first)} has {_told(shape)}.",
            "Write the same paragraphs and lists in both languages.",
        )


def _told(shape: Any) -> str:
    if isinstance(shape, list) and shape and isinstance(shape[0], tuple) and len(shape[0]) == 2:
        counted = [
            f"a {kind} of {count}" if kind == "list" else "a paragraph" for kind, count in shape
        ]
        return ", ".join(counted)
    return str(shape)
