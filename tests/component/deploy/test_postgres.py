import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.binaries import found
from deploy.embedded.identity import NOBODY
from deploy.embedded.occupants import occupants
from deploy.embedded.ports import free_port
from deploy.embedded.postgres import Cluster
from deploy.embedded.refusal import CannotStart
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.topology import postgres
from tests.waiting import until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "postgres", free_port(), password="a 'quoted' secret", durable=False)
    yield cluster
    cluster.discard()


async def answer(cluster: Cluster, question: str) -> object:
    connection = await asyncpg.connect(cluster.address().replace(" ", "%20"))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_a_cluster_asks_for_its_password_and_listens_to_this_machine_only(cluster: Cluster) -> None:
    cluster.start()
    assert await answer(cluster, "SHOW listen_addresses") == "127.0.0.1"
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"postgresql://postgres:wrong@127.0.0.1:{cluster.port}/postgres")


async def test_what_was_stored_is_there_after_a_stop(cluster: Cluster) -> None:
    cluster.start()
    await answer(cluster, "CREATE TABLE kept AS SELECT 42 AS number")
    cluster.stop()
    cluster.start()
    assert await answer(cluster, "SELECT number FROM kept") == 42


async def test_a_start_cut_short_while_making_the_data_is_made_again(cluster: Cluster) -> None:
    half = cluster.directory.with_name("postgres.draft")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("15")
    cluster.start()
    assert await answer(cluster, "SELECT 1") == 1


async def test_a_server_left_running_by_an_earlier_run_is_replaced(cluster: Cluster) -> None:
    cluster.start(tethered=False)
    successor = Cluster(cluster.directory, free_port(), cluster.password, durable=False)
    successor.start()
    cluster._process.wait(timeout=10)
    assert await answer(successor, "SELECT 1") == 1
    successor.stop()


async def test_a_pid_file_that_names_a_stranger_does_not_hinder_a_start(cluster: Cluster) -> None:
    cluster.initialise()
    (cluster.directory / "postmaster.pid").write_text(f"{os.getppid()}\n{cluster.directory}\n0\n1\n\n\n\nready\n")
    cluster.start()
    assert await answer(cluster, "SELECT 1") == 1


async def test_a_killed_server_recovers_alone_although_orphaned_sessions_hold_its_memory(
    cluster: Cluster, tmp_path: Path
) -> None:
    supervisor = Supervisor(tmp_path / "logs", lambda _: None)
    cluster.initialise()
    await supervisor.start([postgres(cluster)])
    busy = await asyncpg.connect(cluster.address().replace(" ", "%20"))
    orphan = asyncio.create_task(busy.fetchval("SELECT sum(a) FROM generate_series(1, 1000000000) AS a"))
    backend = busy.get_server_pid()
    first = supervisor.pids["postgres"]
    os.kill(first, signal.SIGKILL)
    await until(lambda: supervisor.pids["postgres"] != first and cluster.is_ready())
    assert await answer(cluster, "SELECT 1") == 1
    assert backend not in occupants(cluster.directory)
    with pytest.raises((OSError, asyncpg.PostgresError, asyncpg.InternalClientError)):
        await orphan
    await supervisor.stop()


async def test_a_stopped_cluster_leaves_no_process(cluster: Cluster) -> None:
    cluster.start()
    assert occupants(cluster.directory)
    cluster.stop()
    assert not occupants(cluster.directory)


@as_root
async def test_root_runs_it_as_nobody_where_user_namespaces_are_refused(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "postgres", free_port(), durable=False, identity=NOBODY)
    cluster.start()
    owner = (cluster.directory / "PG_VERSION").owner()
    answered = await answer(cluster, "SELECT 1")
    cluster.discard()
    assert (owner, answered) == ("nobody", 1)


@as_root
async def test_root_runs_it_as_himself_on_the_disk_where_user_namespaces_are_allowed(cluster: Cluster) -> None:
    if not cluster.identity.prefix:
        pytest.skip("this machine refuses user namespaces")
    cluster.start()
    assert (cluster.directory / "PG_VERSION").owner() == "root"
    assert await answer(cluster, "SELECT 1") == 1


def test_data_of_a_version_that_is_gone_are_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("9")
    with pytest.raises(CannotStart, match="install PostgreSQL 9"):
        found(tmp_path)
