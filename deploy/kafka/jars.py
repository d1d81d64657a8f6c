"""The broker's jars, resolved by Maven once and kept."""

import fcntl
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from deploy.embedded import ROOT
from deploy.embedded.refusal import CannotStart

POM = Path(__file__).with_name("pom.xml")
CACHE = ROOT / ".kafka"
OLDEST_JAVA = 17


def missing_tool() -> str | None:
    """Why no broker can run on this machine, in one line with the cure; None where one can."""
    for tool, package in (("java", "a Java 17 runtime"), ("mvn", "Maven")):
        if shutil.which(tool) is None:
            return f"`{tool}` was not found: install {package}, or set KAFKA_BOOTSTRAP to a running broker."
    answer = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(\d+)', answer.stderr + answer.stdout)
    if version is None or int(version[1]) < OLDEST_JAVA:
        return (
            f"Apache Kafka needs Java {OLDEST_JAVA} or newer: install it, or set KAFKA_BOOTSTRAP to a running broker."
        )
    return None


def classpath() -> str:
    """The broker's class path; the first call on a machine downloads some 45 MB."""
    digest = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    folder = CACHE / digest
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _resolve(folder)
    return f"{folder}/*"


def _resolve(folder: Path) -> None:
    if missing := missing_tool():
        raise CannotStart(missing)
    draft = folder.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={draft}"]
    answer = subprocess.run(["mvn", "-q", "-B", "-f", POM, *goal], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise CannotStart(
            f"Maven could not resolve Apache Kafka ({_reason(answer.stdout)}): check its access to a registry."
        )
    draft.rename(folder)


def _reason(output: str) -> str:
    lines = [line for line in output.splitlines() if "ERROR" in line]
    return lines[0][:300] if lines else "no reason given"
