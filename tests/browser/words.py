"""The app's own texts, read from its sources, so that a journey can be walked in any language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

from portal import studies

TEXTS = Path(__file__).resolve().parents[2] / "frontend" / "src" / "i18n"
STUDY = Path(studies.__path__[0]) / "free-her" / "study.yaml"
_STRING = r'"((?:[^"\\]|\\.)*)"'
_LINE = re.compile(rf"^\s*{_STRING}:\s*(?:{_STRING}|\{{(.*)\}}),?$", re.MULTILINE)
_FORM = re.compile(rf"(\w+):\s*{_STRING}")
_NAME = re.compile(r"\\\{\w+\\\}")
_SPOKEN = ("aria-label", "title", "placeholder", "alt")
_SEEN = """(spoken) => {
  const lines = (element) => element.innerText.split("\\n").map((line) => line.trim());
  const all = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility());
  const marked = all.filter((one) => one.lang && one.lang !== document.documentElement.lang);
  const foreign = new Set([...marked, ...document.querySelectorAll("option")].flatMap(lines));
  const own = all.filter((one) => !marked.includes(one));
  const names = own.flatMap((one) => spoken.map((key) => one.getAttribute(key)));
  const read = lines(document.body).filter((line) => !foreign.has(line));
  return [document.title, ...read, ...names].filter(Boolean);
}"""


@cache
def texts(language: str) -> dict[str, tuple[str, ...]]:
    """Every text of the phone's app by its key, with its plural forms where it has some."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted((TEXTS / language).glob("*.ts")):
        for key, text, forms in _LINE.findall(file.read_text(encoding="utf-8")):
            found[key] = tuple(form for _, form in _FORM.findall(forms)) if forms else (text,)
    return found


def say(language: str, key: str, **values: object) -> str:
    """One text as a person reads it; `n` chooses between one and several."""
    forms = texts(language)[key]
    return forms[0 if values.get("n", 1) == 1 else -1].format(**values)


@cache
def study_texts() -> tuple[dict[str, str], ...]:
    """Every text of the sample study, as {language: text}."""
    return tuple(_in_languages(yaml.safe_load(STUDY.read_text(encoding="utf-8"))))


def _in_languages(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict) and set(part) == {"en", "es"}:
        yield part
    elif isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _in_languages(one)


@cache
def _foreign(language: str, other: str) -> re.Pattern[str]:
    """What is said in `other` and not in `language`: whole lines, or sentences within one."""
    own, theirs = texts(language), texts(other)
    pairs = [(form, own[key]) for key, forms in theirs.items() for form in forms]
    pairs += [(pair[other], (pair[language],)) for pair in study_texts()]
    alternatives = sorted({_pattern(text) for text, mine in pairs if text not in mine})
    return re.compile("|".join(alternatives))


def _pattern(text: str) -> str:
    """One word counts only as a whole line: "More" is a name, "a" a letter of both languages."""
    plain = _NAME.sub(".+", re.escape(text.strip()))
    return rf"\b{plain}(?!\w)" if " " in text and len(text) > len("a few") else rf"^{plain}$"


def seen(page: Page) -> list[str]:
    """What the page says in its own language, line by line, with what is only read aloud.

    What is marked as being in another language (the names of the languages) is left out,
    and so are the names of places to choose from.
    """
    return list(page.evaluate(_SEEN, _SPOKEN))


def check_language(page: Page, language: str, *, own_words: Collection[str] = ()) -> None:
    """Raises AssertionError naming what is said in English on a page in another language.

    `own_words` is what people wrote, she or her team.
    """
    assert page.locator("html").get_attribute("lang") == language
    if language == "en":
        return
    lines = seen(page)
    for words in own_words:
        lines = [line.replace(words, "") for line in lines]
    wrong = [line for line in lines if _foreign(language, "en").search(line)]
    assert wrong == [], "\n".join([page.url, *wrong])
