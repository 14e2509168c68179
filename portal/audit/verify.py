"""Whether the history is as it was written: for `portal audit verify`.

One pass over the chain in blocks, from one consistent snapshot while others write. A block whose
hashes all come out as they are stored is right; only one that does not is looked at link by link,
to say what is wrong with it. A link is compared with the hash that is stored before it, so one
change is told once. A chain that was changed and hashed anew is consistent in itself: then the mark
on its end, or a checkpoint, tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Engine

from portal.audit.canonical import GENESIS, link_hash
from portal.audit.checkpoints import Checkpoint, Found
from portal.audit.reading import Block, Rows, reading
from portal.audit.seal import is_marked

BLOCK = 500
MOST_FAULTS = 200
"""So many are told; a database that somebody rewrote would have one for each entry."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was found. `at` is when the newest entry was made, as text in UTC.

    `marked`: whether the end carries the portal's mark; None where its key was not given.
    `covered`: the newest checkpoint that fits.
    """

    entries: int
    at: str
    marked: bool | None
    checkpoints: int
    covered: Checkpoint | None
    faults: tuple[str, ...]


@dataclass(slots=True)
class _Pass:
    """What is known so far: `number` and `hash` are those of the last link that was read."""

    rows: Rows
    number: int = 0
    hash: bytes = GENESIS.encode()
    last_id: Any = None
    links: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(text)


def verify(engine: Engine, *, key: bytes | None, checkpoints: Iterable[Found] = ()) -> Result:
    """Prove that no entry was changed, removed, moved, inserted or cut off. Reads only.

    `key`: of the portal's mark (:attr:`Database.history_key`); None: the mark is not looked at.
    """
    known, faults = _sorted(checkpoints)
    with reading(engine) as rows:
        walk = _Pass(rows, faults=faults)
        covered = _walk(walk, known)
        marked = _check_end(walk, key)
        if rows.count_entries() != walk.links:
            _tell_unlinked(walk)
        at = rows.at_of(walk.last_id)
    if known and known[-1].number > walk.number:
        walk.fault(
            f"Entries after number {walk.number} are missing at the end: the checkpoint of "
            f"{known[-1].at} knows number {known[-1].number}."
        )
    return Result(walk.links, at, marked, len(known), covered, tuple(walk.faults))


def _sorted(checkpoints: Iterable[Found]) -> tuple[list[Checkpoint], list[str]]:
    known, faults = [], []
    for each in checkpoints:
        if each.checkpoint is None:
            faults.append(f"Checkpoint {each.name}: none of the keys signed it, or it was changed.")
        else:
            known.append(each.checkpoint)
    return sorted(known, key=lambda one: one.number), faults


def _walk(walk: _Pass, known: list[Checkpoint]) -> Checkpoint | None:
    """Go along the whole chain; the newest checkpoint that fits it."""
    covered, next_one = None, 0
    while (block := walk.rows.block(walk.number, BLOCK)).links:
        first = walk.number
        if not _is_right(walk, block):
            _tell(walk, block.links)
        walk.links += block.links
        while next_one < len(known) and known[next_one].number <= walk.number:
            if walk.rows.hash_of(known[next_one].number) == known[next_one].hash.encode():
                covered = known[next_one]
            else:
                _tell_checkpoint(walk, known[next_one], covered)
            next_one += 1
        if walk.number <= first:  # numbers that do not count up would never end
            walk.fault(f"After number {first} the numbers of the chain are no longer numbers.")
            break
    return covered


def _is_right(walk: _Pass, block: Block) -> bool:
    """Whether every link of the block follows from the one before; then the pass moves on.

    The entries come in the order of their ids: where the links name the same ids in the order of
    their numbers, the numbers have no gap and the hashes come out, nothing was moved.
    """
    numbers = (walk.number + 1, walk.number + block.links)
    if (block.first, block.last) != numbers or not isinstance(block.ids, bytes):
        return False
    first, last = block.ids.partition(b",")[0], block.ids.rpartition(b",")[2]
    if not (first.isdigit() and last.isdigit()):
        return False
    ids, contents = walk.rows.contents(first, last, block.links)
    if ids != block.ids:
        return False
    made: list[bytes] = []
    sha256, hash_, add = hashlib.sha256, walk.hash, made.append
    for content in contents:
        hash_ = sha256(hash_ + content).hexdigest().encode()
        add(hash_)
    if b"".join(made) != block.hashes:
        return False
    walk.number, walk.hash, walk.last_id = block.last, hash_, int(last)
    return True


def _tell(walk: _Pass, count: int) -> None:
    """Look at the next links one by one, and say what is wrong with each."""
    for number, entry_id, stored, at, content in walk.rows.joined(walk.number, count):
        if number != walk.number + 1:
            walk.fault(f"{_numbers(walk.number + 1, number - 1)} missing in the chain.")
        if content is None:
            walk.fault(f"Number {number}: its entry, {entry_id}, was removed.")
        elif link_hash(walk.hash.decode(), content).encode() != stored:
            walk.fault(
                f"Number {number} (entry {entry_id}, {at} UTC): the entry, its place or its link "
                "was changed after it was written."
            )
        walk.number, walk.last_id = number, entry_id
        walk.hash = stored if isinstance(stored, bytes) else b""


def _numbers(first: int, last: int) -> str:
    return f"Number {first} is" if first == last else f"Numbers {first} to {last} are"


def _tell_checkpoint(walk: _Pass, one: Checkpoint, before: Checkpoint | None) -> None:
    since = f"after number {before.number}" if before else "from the beginning"
    walk.fault(
        f"Number {one.number} is not what the checkpoint of {one.at} says: something {since} was "
        "changed and all that follows was hashed anew."
    )


def _check_end(walk: _Pass, key: bytes | None) -> bool | None:
    heads = walk.rows.heads()
    if len(heads) != 1:
        walk.fault("The row that says where the chain ends is missing.")
        return None if key is None else False
    number, hash_, mac = heads[0]
    if number != walk.number or str(hash_).encode() != walk.hash:
        walk.fault(
            f"The chain ends with number {walk.number}, but the portal left it with number "
            f"{number}{' and another hash' if number == walk.number else ''}: entries were cut off "
            "or added, or the end was set back."
        )
    if key is None:
        return None
    marked = is_marked(key, number, str(hash_), str(mac)) if isinstance(number, int) else False
    if not marked:
        walk.fault(
            "The end of the chain does not carry this portal's mark: the newest entries were "
            "changed, cut off or added and hashed anew, or PORTAL_SECRET_KEY is another one."
        )
    return marked


def _tell_unlinked(walk: _Pass) -> None:
    unlinked: Iterator[Any] = walk.rows.unlinked(MOST_FAULTS)
    told = 0
    for entry_id, at in unlinked:
        told += 1
        walk.fault(
            f"Entry {entry_id} ({at} UTC) has no place in the chain: the portal did not write it."
        )
    if not told and not walk.faults:
        walk.fault("The chain does not have as many links as there are entries.")
