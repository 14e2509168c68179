"""Everything that is measured: one line a feature."""

from __future__ import annotations

from portal.claims.timeliness import TO_PAY
from portal.messages.timeliness import TO_ANSWER
from portal.symptoms.timeliness import TO_CLOSE
from portal.timeliness.measure import Measure

MEASURES: tuple[Measure, ...] = (TO_ANSWER, TO_CLOSE, TO_PAY)
