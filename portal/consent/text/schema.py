"""The shape of a consent text's file; what its entries mean together is checked in structure.py."""

from __future__ import annotations

import re

from portal.consent.text import elements
from portal.consent.text.definition import WithdrawalScope
from portal.study.definition import SignerRole
from portal.study.faults import known, quoted
from portal.study.fields import Key, Line, Reference, Told, refuse
from portal.study.shape import Group, Items

LONGEST = 6000


class Prose(Told[str]):
    """Words in the file's one language. Lines may be broken anywhere; a blank one parts paragraphs."""

    remedy = "Write it in words."
    _CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

    def __init__(
        self, *, required: bool = True, longest: int = LONGEST, remedy: str | None = None
    ) -> None:
        super().__init__(required=required, remedy=remedy)
        self.longest = longest

    def read(self, value: str) -> str:
        if not value:
            refuse("is empty.", self.remedy)
        if len(value) > self.longest:
            refuse(f"has {len(value)} characters.", f"Write {self.longest} characters at most.")
        if self._CONTROL.search(value):
            refuse("holds a character that cannot be seen.", "Type the text anew.")
        return value


class OneOf(Told[str]):
    """One of a few words."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(remedy=f"Write one of: {', '.join(words)}.")
        self.words = words

    def read(self, value: str) -> str:
        if value not in self.words:
            refuse(f"{quoted(value)} is not known here.", known(value, self.words))
        return value


class Section(Group):
    key = Key()
    title = Prose(longest=120, remedy="Write the chapter's heading.")
    elements = Items(
        OneOf(sorted(elements.KNOWN)), required=False, example='the elements, or "[]" for none'
    )
    text = Prose()


class Term(Group):
    key = Key()
    term = Prose(longest=60, remedy="Write the word as it stands in the text.")
    meaning = Prose(longest=600)


class Option(Group):
    key = Key()
    text = Prose(longest=300)


class Question(Group):
    key = Key()
    ask = Prose(longest=300)
    section = Reference(remedy="Write the key of the section that answers it.")
    options = Items(Option, example='three answers: "key" and "text"')
    right = Reference(remedy="Write the key of the right answer.")
    explain = Prose(longest=600)


class Choice(Group):
    key = Key()
    ask = Prose(longest=300)
    explain = Prose(longest=1000)
    yes = Prose(longest=120)
    no = Prose(longest=120)


class Signature(Group):
    role = OneOf([role.value for role in SignerRole])
    text = Prose(longest=1000)


class Withdrawal(Group):
    scope = OneOf([scope.value for scope in WithdrawalScope])
    title = Prose(longest=200)
    explain = Prose(longest=1500)
    data = Prose(longest=1500)


class Change(Group):
    section = Reference(remedy="Write the key of the section that changed.")
    summary = Prose(longest=1000)


class TextFile(Group):
    version = Line(longest=40, remedy='Write the version\'s name, as its folder has it: "1".')
    language = Line(longest=10, remedy='Write the language, as the file\'s name has it: "en".')
    title = Prose(longest=200, remedy="Write the heading of the whole text.")
    notice = Prose(longest=200, required=False, remedy="Write what stands on every page.")
    key_information = Items(Section, example='at least one section: "key", "title", "text"')
    sections = Items(Section, example='at least one section: "key", "title", "text"')
    glossary = Items(Term, required=False, example='words: "key", "term" and "meaning"')
    quiz = Items(Question, required=False, example="questions")
    choices = Items(Choice, required=False, example="optional uses")
    signatures = Items(Signature, example='what signing means: "role" and "text"')
    withdrawal = Items(Withdrawal, example='"scope", "title", "explain" and "data"')
    changes = Items(Change, required=False, example='"section" and "summary"')
