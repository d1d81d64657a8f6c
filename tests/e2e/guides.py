"""A guide as its readers follow it: what it tells them to paste, said to this platform, and run."""

import asyncio
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.embedded import ROOT
from tests.e2e.platforms import PlatformUnderTest


def blocks(guide: str, language: str, platform: PlatformUnderTest) -> list[str]:
    """The blocks of a guide in a language, for this platform instead of the reader's own."""
    text = (ROOT / "docs" / "guide" / guide).read_text()
    here = {"http://127.0.0.1:8000": platform.url, ".prenan-sandbox": str(platform.home)}
    here[".venv/bin/"] = f"{Path(sys.executable).parent}/"
    found = re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)
    return [_said_here(block, here) for block in found]


def _said_here(block: str, here: Mapping[str, str]) -> str:
    for there, instead in here.items():
        block = block.replace(there, instead)
    return block


async def run(*command: str, folder: Path) -> str:
    """What a command says that has to succeed."""
    running = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, wrong = await running.communicate()
    assert running.returncode == 0, wrong.decode()
    return said.decode()


async def all_serve(platform: PlatformUnderTest) -> bool:
    async with platform.client() as public:
        return (await public.get("/tenders")).status_code == 200
