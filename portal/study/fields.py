"""The kinds of value in a study file. Each says what is wrong and what to write instead.

Every message is "problem, newline, remedy". All values arrive as the text that was written, as
lists, or as mappings (see :mod:`portal.study.yaml_lines`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from marshmallow import ValidationError, fields

from portal.study import lengths
from portal.study.definition import ActivityKind, Offset, SignerRole, Text
from portal.study.faults import known, quoted

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

LONGEST_KEY = 40


def refuse(problem: str, remedy: str) -> NoReturn:
    raise ValidationError(f"{problem}\n{remedy}")


class Told(fields.Field[T]):
    """A field whose faults name their remedy: what to write, with an example."""

    remedy = "Write a value."

    def __init__(self, *, remedy: str | None = None, required: bool = True) -> None:
        self.remedy = remedy or self.remedy
        after = self.remedy.replace("{", "{{").replace("}", "}}")
        leave_out = "" if required else " Or leave the line out."
        super().__init__(
            required=required,
            error_messages={
                "required": f"is missing.\n{after}",
                "null": f"is empty.\n{after}{leave_out}",
            },
        )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> T:
        if not isinstance(value, str):
            group = "a list" if isinstance(value, list) else "a group of entries"
            refuse(f"is {group}, and one value is expected.", self.remedy)
        return self.read(value.strip())

    def read(self, value: str) -> T:
        """`value` as what it means. Refuses, with problem and remedy, what means nothing."""
        raise NotImplementedError


class Line(Told[str]):
    """A short text that is the same in every language."""

    def __init__(
        self, *, remedy: str | None = None, required: bool = True, longest: int = 200
    ) -> None:
        super().__init__(remedy=remedy, required=required)
        self.longest = longest

    def read(self, value: str) -> str:
        if not value:
            refuse("is empty.", self.remedy)
        if len(value) > self.longest:
            refuse(f"has {len(value)} characters.", f"Write {self.longest} characters at most.")
        return value


class Key(Told[str]):
    """A name within the file and in the database."""

    remedy = 'Write a short name of its own, for example "blood_draw".'
    pattern = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", re.ASCII)

    def read(self, value: str) -> str:
        if self.pattern.fullmatch(value) and len(value) <= LONGEST_KEY:
            return value
        plain = re.sub(r"[^a-z0-9]+", "_", value.lower(), flags=re.ASCII).strip("_0123456789")
        example = plain[:LONGEST_KEY].rstrip("_") or "blood_draw"
        refuse(
            f"{quoted(value)} is not a key.",
            f"Write at most {LONGEST_KEY} small letters, digits and _ or - between them, beginning with a "
            f'letter, for example "{example}".',
        )


class Reference(Key):
    """The key of something that is defined elsewhere in the file."""

    def read(self, value: str) -> str:
        return value or refuse("is empty.", self.remedy)


class Length(Told[Offset]):
    """A length of time such as "6 weeks"; `least` is the smallest count allowed."""

    remedy = 'Write a number and a unit, for example "7 days".'

    def __init__(
        self, *, remedy: str | None = None, required: bool = True, least: int | None = None
    ) -> None:
        super().__init__(remedy=remedy, required=required)
        self.least = least

    def read(self, value: str) -> Offset:
        length = lengths.parse(value)
        if length is None:
            refuse(f"{quoted(value)} is not a length of time.", self.remedy)
        if abs(length.count) > lengths.LONGEST_COUNT[length.unit]:
            refuse(f"{quoted(value)} is more than 50 years.", self.remedy)
        if self.least is not None and length.count < self.least:
            least = Offset(self.least, length.unit)
            refuse(f"{quoted(value)} is too short.", f'Write "{least}" or more.')
        return length


class Whole(Told[int]):
    """A whole number from `least` to `most`."""

    def __init__(
        self, *, least: int, most: int, unit: str, required: bool = True, example: int
    ) -> None:
        self.least, self.most = least, most
        remedy = f"Write a whole number of {unit} from {least} to {most}, for example {example}."
        super().__init__(remedy=remedy, required=required)

    def read(self, value: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,9}", value, re.ASCII):
            refuse(f"{quoted(value)} is not a whole number.", self.remedy)
        if not self.least <= int(value) <= self.most:
            refuse(f"{int(value)} is out of range.", self.remedy)
        return int(value)


class TrueFalse(Told[bool]):
    remedy = "Write true or false."

    def read(self, value: str) -> bool:
        if value not in {"true", "false"}:
            refuse(f"{quoted(value)} is neither true nor false.", self.remedy)
        return value == "true"


class Day(Told[date]):
    """A day of the calendar (ISO 8601)."""

    remedy = "Write year, month and day, for example 2026-01-01."

    def read(self, value: str) -> date:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            refuse(f"{quoted(value)} is not a day.", self.remedy)
        try:
            return date.fromisoformat(value)
        except ValueError:
            refuse(f"{quoted(value)} is not in the calendar.", self.remedy)


class Words(Told[Text]):
    """A text in the languages of the study, each a line of its own."""

    def __init__(
        self, *, required: bool = True, longest: int = 1000, remedy: str | None = None
    ) -> None:
        super().__init__(
            remedy=remedy or 'Write the text once for each language, below it: "en: …", "es: …".',
            required=required,
        )
        self.longest = longest

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Text:
        if not isinstance(value, dict):
            refuse("is one text, without a language.", self.remedy)
        faults: dict[str, list[str]] = {}
        for language, text in value.items():
            if not isinstance(text, str | None):
                faults[language] = [f"is not a text.\n{self.remedy}"]
            elif not text or not text.strip():
                faults[language] = ["is empty.\nWrite the text in this language."]
            elif len(text.strip()) > self.longest:
                problem = f"has {len(text.strip())} characters."
                faults[language] = [f"{problem}\nWrite {self.longest} characters at most."]
        text = Text({k: v.strip() if isinstance(v, str) else "" for k, v in value.items()})
        if faults:
            partly: Any = text  # lets the checks of the languages go on
            raise ValidationError(dict(faults), valid_data=partly)
        return text


class OneOf(Told[E]):
    """One of a few words; `but`: those of them that a study file does not write."""

    def __init__(
        self,
        words: type[E],
        *,
        thing: str,
        required: bool = True,
        but: Collection[E] = frozenset(),
    ) -> None:
        self.words = [word for word in words if word not in but]
        self.thing = thing
        super().__init__(remedy=f"Write one of: {', '.join(self.words)}.", required=required)

    def read(self, value: str) -> E:
        found = next((word for word in self.words if word.value == value), None)
        if found is None:
            refuse(f"{quoted(value)} is not {self.thing}.", known(value, self.words))
        return found


class Kind(Told[ActivityKind]):
    remedy = f"Write one of: {', '.join(ActivityKind)}."

    def read(self, value: str) -> ActivityKind:
        try:
            return ActivityKind(value)
        except ValueError:
            refuse(f"{quoted(value)} is not a kind of activity.", known(value, ActivityKind))


class Countersigner(Told[SignerRole]):
    """A role of the team that signs a consent after the participant."""

    roles = (SignerRole.DISCUSSION_LEADER, SignerRole.INVESTIGATOR)
    remedy = f"Write one of: {', '.join(roles)}."

    def read(self, value: str) -> SignerRole:
        if value not in self.roles:
            refuse(
                f"{quoted(value)} does not sign after the participant.", known(value, self.roles)
            )
        return SignerRole(value)
