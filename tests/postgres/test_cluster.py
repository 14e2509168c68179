"""The throwaway server of the tests does what the tests rely on."""

from collections.abc import Iterator

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.postgres.cluster import (
    Cluster,
    ClusterFailed,
    drop_database,
    fresh_database,
    throwaway_cluster,
)

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with throwaway_cluster() as running:
        yield running


def run(url: str, statement: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement))


def one(url: str, question: str) -> object:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        return connection.execute(text(question)).scalar()


def test_writes_reach_the_disk_as_in_real_use(cluster: Cluster) -> None:
    url = cluster.url("postgres")
    assert one(url, "SHOW fsync") == "on"
    assert one(url, "SHOW synchronous_commit") == "on"
    assert one(url, "SHOW server_encoding") == "UTF8"


def test_each_database_is_a_copy_of_its_template_and_apart_from_the_next(cluster: Cluster) -> None:
    template = fresh_database(cluster)
    run(template, "CREATE TABLE note AS SELECT 'kept' AS words")
    name = template.rpartition("/")[2]
    first, second = (fresh_database(cluster, template=name) for _ in range(2))
    run(first, "DELETE FROM note")
    assert one(first, "SELECT count(*) FROM note") == 0
    assert one(second, "SELECT words FROM note") == "kept"
    for url in (first, second, template):
        drop_database(cluster, url)
    assert one(cluster.url("postgres"), "SELECT count(*) FROM pg_database") == 3


def test_nothing_is_left_of_a_server_after_its_block() -> None:
    with throwaway_cluster(settings=("work_mem=5MB",)) as running:
        url = running.url("postgres")
        assert one(url, "SHOW work_mem") == "5MB"
        assert running.log.exists()
    assert not running.log.parent.exists()
    with pytest.raises(Exception, match=r"(?i)connection.* refused"):
        one(url, "SELECT 1")


def test_a_server_that_cannot_start_says_why() -> None:
    impossible = throwaway_cluster(settings=("no_such_setting=1",))
    with pytest.raises(ClusterFailed, match="no_such_setting"), impossible:
        pytest.fail("The server started with a setting that does not exist.")
