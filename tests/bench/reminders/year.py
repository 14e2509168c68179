from collections.abc import Iterator
from tests.bench.figures import Figure


def figures() -> Iterator[Figure]:
    yield from ()
