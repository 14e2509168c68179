"""What the entries of a study file must mean together.

Every module has a ``check(study)`` that yields findings. The checks take whatever part of the file
is sound and skip what is not: its fault is reported already.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.study.faults import Finding
from portal.study.rules import check_ins, messages, names, reminders, sites, texts, timing, travel
from portal.study.rules.part import Part

_CHECKS = (
    *(names.check, texts.check, timing.check, sites.check, check_ins.check, travel.check),
    *(messages.check, reminders.check),
)


def check(study: Part) -> Iterator[Finding]:
    for module_check in _CHECKS:
        yield from module_check(study)
