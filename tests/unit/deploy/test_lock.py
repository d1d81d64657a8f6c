import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.embedded import ROOT
from deploy.embedded.lock import HomeLock
from deploy.embedded.refusal import CannotStart


def test_a_second_platform_in_the_same_home_is_refused_in_one_line_with_the_cure(tmp_path: Path) -> None:
    with HomeLock(tmp_path), pytest.raises(CannotStart) as refusal, HomeLock(tmp_path):
        pass
    message = str(refusal.value)
    assert f"kill {os.getpid()}" in message
    assert "PRENAN_HOME" in message
    assert "\n" not in message


def test_the_lock_of_a_killed_platform_is_taken_over_and_said(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys, pathlib\n"
        "from deploy.embedded.lock import HomeLock\n"
        "HomeLock(pathlib.Path(sys.argv[1])).__enter__()\n"
        "print(os.getpid(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    with HomeLock(tmp_path) as lock:
        assert lock.crashed == killed.stdout.strip()


def test_a_lock_that_was_given_back_leaves_no_trace_of_a_crash(tmp_path: Path) -> None:
    with HomeLock(tmp_path):
        pass
    with HomeLock(tmp_path) as lock:
        assert lock.crashed is None


def test_a_home_is_closed_to_other_users(tmp_path: Path) -> None:
    with HomeLock(tmp_path / "home"):
        assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
