"""How a measure runs a trial, and how a trial says what it found."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import uvloop

from deploy.embedded import ROOT
from deploy.embedded.tether import tether

Plan = dict[str, Any]
Findings = dict[str, Any]


class TrialFailed(RuntimeError):
    """A trial ended without figures."""


async def run(trial: str, plan: Plan) -> Findings:
    """Run `benchmarks.trials.<trial>` to its end; raises `TrialFailed` with what it said last."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"benchmarks.trials.{trial}"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=ROOT,
        preexec_fn=tether(signal.SIGKILL),
    )
    try:
        output, errors = await process.communicate(orjson.dumps(plan))
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode != 0:
        raise TrialFailed(f"{trial}: {errors.decode(errors='replace').strip()[-2000:]}")
    findings: Findings = orjson.loads(output)
    return findings


def main(work: Callable[[Plan], Awaitable[Findings]]) -> None:
    """Read the plan, do the work, write the findings."""
    plan = orjson.loads(sys.stdin.buffer.read())
    findings = uvloop.run(_done(work, plan))
    sys.stdout.buffer.write(orjson.dumps(findings))


async def _done(work: Callable[[Plan], Awaitable[Findings]], plan: Plan) -> Findings:
    return await work(plan)
