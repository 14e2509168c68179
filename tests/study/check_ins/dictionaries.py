"""Invented data dictionaries in two languages, and the instrument that they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from portal.study.check_ins.definition import Attribute, Instrument, Item, Question
from portal.study.check_ins.redcap import read_dictionaries
from portal.study.definition import Text

HEADINGS = [
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?",
    "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
]  # fmt: skip
OF_THE_API = [
    "field_name", "form_name", "section_header", "field_type", "field_label",
    "select_choices_or_calculations", "field_note", "text_validation_type_or_show_slider_number",
    "text_validation_min", "text_validation_max", "identifier", "branching_logic",
    "required_field", "custom_alignment", "question_number", "matrix_group_name",
    "matrix_ranking", "field_annotation",
]  # fmt: skip
VARIABLE, FORM, HEADER, TYPE, LABEL, CHOICES = HEADINGS[:6]
VALIDATION, BRANCHING, ANNOTATION = HEADINGS[7], HEADINGS[11], HEADINGS[17]

Cells = dict[str, str]
OFTEN = {
    "en": "0, Not once | 1, Once or twice | 2, Daily",
    "es": "0, Nunca | 1, Poco | 2, A diario",
}
STRONG = {"en": "0, None | 1, Some | 2, A lot", "es": "0, Nada | 1, Algo | 2, Mucho"}


def row(variable: str, kind: str, label: str, choices: str = "", **more: str) -> Cells:
    named = {"header": HEADER, "branching": BRANCHING, "note": ANNOTATION, "check": VALIDATION}
    cells = {VARIABLE: variable, FORM: "week", TYPE: kind, LABEL: label, CHOICES: choices}
    return cells | {named[name]: cell for name, cell in more.items()}


def english() -> list[Cells]:
    shown = {"branching": "[ache_freq] <> '0'"}
    return [
        row("hello", "descriptive", "Welcome"),
        row("ache_freq", "radio", "<p>How often did your <b>knee</b> ache?</p>", OFTEN["en"],
            header="Aching knee"),
        row("ache_sev", "radio", "How strongly &amp; where\ndid it ache?", STRONG["en"], **shown),
        row("thirst_amount", "dropdown", "How thirsty were you?", STRONG["en"],
            note="@HIDDEN-PDF @ITEM-NAME='Thirst'"),
        row("bruises", "yesno", "Any new bruises?", note="@ATTRIBUTE='presence'"),
        row("sum", "calc", "Sum", "[ache_freq] + [ache_sev]"),
        row("q7", "radio", "How well did you sleep in the nights since you were last asked here?",
            STRONG["en"], note="@ITEM='sleep'"),
        row("words", "notes", "Is there anything else?"),
    ]  # fmt: skip


def spanish() -> list[Cells]:
    return [
        row("hello", "descriptive", "Hola"),
        row("ache_freq", "radio", "¿Con qué frecuencia le dolió la <i>rodilla</i>?", OFTEN["es"],
            header="Dolor de rodilla"),
        row("ache_sev", "radio", "¿Cuánto le dolió?", STRONG["es"]),
        row("thirst_amount", "dropdown", "¿Cuánta sed tuvo?", STRONG["es"], note="@ITEM-NAME='Sed'"),
        row("bruises", "yesno", "¿Algún moretón nuevo?"),
        row("sum", "calc", "Suma", "[ache_freq] + [ache_sev]"),
        row("q7", "radio", "¿Durmió bien?", STRONG["es"]),
        row("words", "notes", "¿Algo más?"),
    ]  # fmt: skip


def written(rows: Sequence[Cells], headings: Sequence[str] = HEADINGS) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([cells.get(heading, "") for heading in HEADINGS] for cells in rows)
    return out.getvalue().encode()


def text(en: str, es: str) -> Text:
    return Text({"en": en, "es": es})


def read(sources: Mapping[str, bytes], form: str | None = None) -> Instrument:
    return read_dictionaries(
        sources,
        names={language: f"{language}.csv" for language in sources},
        form=form,
        key="weekly",
        version="1",
        name=text("This week", "Esta semana"),
        recall=text("The last 7 days", "Los últimos 7 días"),
        credit=None,
    )


def both() -> dict[str, bytes]:
    return {"en": written(english()), "es": written(spanish())}


OFTEN_LABELS = (text("Not once", "Nunca"), text("Once or twice", "Poco"), text("Daily", "A diario"))
STRONG_LABELS = (text("None", "Nada"), text("Some", "Algo"), text("A lot", "Mucho"))
WEEKLY = Instrument(
    key="weekly",
    version="1",
    name=text("This week", "Esta semana"),
    recall=text("The last 7 days", "Los últimos 7 días"),
    items=(
        Item("ache", text("Aching knee", "Dolor de rodilla"), (
            Question("ache", Attribute.FREQUENCY,
                     text("How often did your knee ache?",
                          "¿Con qué frecuencia le dolió la rodilla?"), OFTEN_LABELS),
            Question("ache", Attribute.SEVERITY,
                     text("How strongly & where did it ache?", "¿Cuánto le dolió?"),
                     STRONG_LABELS),
        )),
        Item("thirst", text("Thirst", "Sed"), (
            Question("thirst", Attribute.AMOUNT,
                     text("How thirsty were you?", "¿Cuánta sed tuvo?"), STRONG_LABELS),
        )),
        Item("bruises", text("Any new bruises?", "¿Algún moretón nuevo?"), (
            Question("bruises", Attribute.PRESENCE,
                     text("Any new bruises?", "¿Algún moretón nuevo?"),
                     (text("No", "No"), text("Yes", "Sí"))),
        )),
        Item("sleep", text("How well did you sleep in the nights since you were last…",
                           "¿Durmió bien?"), (
            Question("sleep", Attribute.OTHER,
                     text("How well did you sleep in the nights since you were last asked here?",
                          "¿Durmió bien?"), STRONG_LABELS),
        )),
    ),
    note=text("Is there anything else?", "¿Algo más?"),
)  # fmt: skip
