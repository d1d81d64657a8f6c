"""Programs that run once and end: migrations, keys, the sample."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping

from deploy.embedded import ROOT
from deploy.embedded.refusal import CannotStart
from deploy.embedded.tether import tether


async def output_of(*module: str, environment: Mapping[str, str]) -> str:
    """What `python -m MODULE …` writes; refuses with its last line where it fails."""
    process = await _started(module, environment, PIPE)
    try:
        output, errors = await process.communicate()
    finally:
        _end(process)
    if process.returncode != 0:
        raise CannotStart(f"`python -m {' '.join(module)}` failed: {_last_line(errors or output)}")
    return output.decode()


async def shown(*module: str, environment: Mapping[str, str]) -> bool:
    """Run `python -m MODULE …` on the operator's terminal; whether it succeeded."""
    process = await _started(module, environment, None)
    try:
        return await process.wait() == 0
    finally:
        _end(process)


async def _started(module: tuple[str, ...], environment: Mapping[str, str], output: int | None) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *module,
        stdin=DEVNULL,
        stdout=output,
        stderr=output,
        cwd=ROOT,
        env={**os.environ, **environment},
        preexec_fn=tether(signal.SIGKILL),
    )


def _end(process: Process) -> None:
    """A program still running was cut short with its caller: it does not outlive it."""
    if process.returncode is None:
        process.kill()


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1][:500] if lines else "it said nothing"
