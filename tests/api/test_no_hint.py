"""Nothing hints at what goes on where one has no business: what a team is answered is the same to the
byte whatever another site does. So no count, total, page number or mark of a version tells of it."""

from __future__ import annotations

import re

from tests.support.lists import lists_of
from tests.support.matrix import Actor, Matrix, Relation, Told, told
from tests.support.neighbours import Neighbours, a_neighbour
from tests.support.routes import calls, send

DRAWN_BY_CHANCE = {
    "GET /api/account/devices",
    "GET /api/me/calendar-feed",
    "GET /api/me/consent/copies/<uuid:copy_id>",
    "GET /api/staff/consent-copies/<uuid:copy_id>",
}
"""What these answer, or note of the reading, has an id of its own each time."""


NUMBER = re.compile(rb'("(?:id|number|newest)":|^)\d+(?=[,}])', re.MULTILINE)
"""Entries of the history are numbered in one row over all sites, as its proof needs it: their numbers
tell how much is written somewhere, and nothing of what (portal/security/threats.md)."""


def unnumbered(answer: Told) -> Told:
    status, headers, body = answer
    changed = NUMBER.sub(rb"\g<1>0", body)
    return status, headers, changed


def answers(actors: list[Actor], neighbours: Neighbours) -> dict[tuple[str, str], Told]:
    """All that these can read: every list, and every route about what is their own site's."""
    found: dict[tuple[str, str], Told] = {}
    app, home = neighbours.portal.app, str(neighbours.portal.world.home.id)
    eleanor = str(neighbours.eleanor.participant.id)
    for actor in actors:
        for call in calls(app):
            if call.method == "GET" and call.name not in DRAWN_BY_CHANCE:
                answer = send(actor.browser, app, call, neighbours.sylvia)
                found[str(actor), call.name] = told(answer)
        assert actor.role is not None
        for query in lists_of(actor.role, home, eleanor):
            found[str(actor), query] = told(actor.browser.get(f"/api/staff/{query}"))
        for text in ("dora", "secret", "code-"):
            for path in ("participants", "messages"):
                answer = actor.browser.post(f"/api/staff/{path}/search", {"text": text})
                found[str(actor), f"{path} {text}"] = told(answer)
    return found


def test_what_another_site_does_changes_no_byte_of_an_answer(
    small_neighbours: Neighbours,
) -> None:
    neighbours, clock = small_neighbours, small_neighbours.portal.clock
    matrix = Matrix(neighbours)
    away = {Relation.OTHER_SITE, Relation.OTHER_STUDY}
    actors = [actor for actor in matrix.actors if actor.relation in away]
    then = clock.now
    answers(actors, neighbours)  # who opens a record is noted once in a while, and shown
    matrix.keep()
    before = answers(actors, neighbours)
    assert sum(status == 200 for status, *_ in before.values()) > 200
    matrix.put_back()  # some reading is noted and shown
    a_neighbour(neighbours.portal, "dora@example.org", neighbours.portal.world.home)
    clock.now = then
    after = answers(actors, neighbours)
    assert any(NUMBER.search(body) for _, _, body in before.values())
    assert [
        key for key, answer in before.items() if unnumbered(after[key]) != unnumbered(answer)
    ] == []
