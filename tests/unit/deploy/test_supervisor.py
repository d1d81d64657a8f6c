import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from deploy.embedded import ROOT, probes
from deploy.embedded.child import Spec
from deploy.embedded.ports import free_port
from deploy.embedded.refusal import CannotStart
from deploy.embedded.supervisor import Supervisor
from tests.waiting import until

FAITHFUL = 'trap "echo $NAME >> $ORDER; exit 0" TERM; echo up; while :; do sleep 0.02; done'
DEAF = 'trap "" TERM; echo up; while :; do sleep 0.02; done'


def shell(script: str, name: str = "stub", stage: int = 1, **more: object) -> Spec:
    return Spec(name=name, command=("sh", "-c", script), stage=stage, **more)  # type: ignore[arg-type]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
async def supervisor(tmp_path: Path, said: list[str]) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "logs", said.append)
    yield supervisor
    await supervisor.stop()


def restarted(supervisor: Supervisor, name: str, before: int) -> Callable[[], bool]:
    return lambda: supervisor.pids[name] != before


async def test_a_killed_process_is_started_again_and_the_operator_is_told(
    supervisor: Supervisor, said: list[str]
) -> None:
    await supervisor.start([shell(FAITHFUL)])
    first = supervisor.pids["stub"]
    os.kill(first, signal.SIGKILL)
    await until(restarted(supervisor, "stub", first))
    assert said == ["stub ended (killed by SIGKILL): starting it again"]


async def test_a_process_that_ends_of_itself_again_and_again_is_never_given_up(supervisor: Supervisor) -> None:
    await supervisor.start([shell("echo up; exit 3")])
    seen: set[int] = set()
    await until(lambda: seen.add(supervisor.pids["stub"]) or len(seen) >= 5)


async def test_processes_stop_from_the_highest_stage_to_the_lowest(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    specs = [
        shell(FAITHFUL, name, stage, environment={"NAME": name, "ORDER": str(order)})
        for stage, name in enumerate(("database", "worker", "service", "gateway"))
    ]
    await supervisor.start(specs)
    await until(lambda: all((tmp_path / "logs" / f"{spec.name}.log").read_text() for spec in specs))
    await supervisor.stop()
    assert order.read_text().split() == ["gateway", "service", "worker", "database"]


async def test_a_process_that_does_not_want_to_stop_is_killed_after_its_grace(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    await supervisor.start([shell(DEAF, grace=0.1)])
    await until((tmp_path / "logs" / "stub.log").read_text)
    process = supervisor.pids["stub"]
    await supervisor.stop()
    assert not is_alive(process)


async def test_a_start_ends_when_the_process_answers(supervisor: Supervisor, tmp_path: Path) -> None:
    port = free_port()
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(tmp_path))
    await supervisor.start([Spec(name="web", command=command, stage=1, ready=probes.http(f"http://127.0.0.1:{port}/"))])
    assert await probes.http(f"http://127.0.0.1:{port}/")()
    assert not await probes.http(f"http://127.0.0.1:{port}/absent")()


async def test_a_process_that_dies_before_it_ever_served_ends_the_start_with_its_last_words(
    supervisor: Supervisor,
) -> None:
    never = probes.http(f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(CannotStart, match=r"stub did not become ready: see .*stub\.log\. Its last words: no database$"):
        await supervisor.start([shell("echo no database; exit 1", ready=never)])


async def test_a_program_that_is_not_there_ends_the_start(supervisor: Supervisor) -> None:
    never = probes.http(f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(CannotStart, match="No such file"):
        await supervisor.start([Spec(name="gone", command=("/no/such/program",), stage=1, ready=never)])


async def test_what_a_crash_left_is_cleared_before_every_start(supervisor: Supervisor) -> None:
    cleared: list[bool] = []

    async def clear() -> None:
        cleared.append(True)

    await supervisor.start([shell(FAITHFUL, prepare=clear)])
    first = supervisor.pids["stub"]
    os.kill(first, signal.SIGKILL)
    await until(restarted(supervisor, "stub", first))
    assert len(cleared) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child's life to its parent's")
def test_processes_die_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import asyncio, os, pathlib, signal, sys\n"
        "from deploy.embedded.child import Spec\n"
        "from deploy.embedded.supervisor import Supervisor\n"
        "async def main():\n"
        "    supervisor = Supervisor(pathlib.Path(sys.argv[1]), print)\n"
        "    await supervisor.start([Spec(name='stub', command=('sleep', '600'), stage=1)])\n"
        "    print(supervisor.pids['stub'], flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    asyncio.run(until(lambda: not is_alive(int(killed.stdout))))
