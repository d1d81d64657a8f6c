"""What an operator's command knows of the platform in a home: where it is, and with which secrets."""

import fcntl
from pathlib import Path

from deploy.embedded.credentials import Credentials
from deploy.embedded.refusal import CannotStart
from deploy.embedded.state import State
from deploy.embedded.topology import Topology


class NeverStarted(CannotStart):
    """No platform was ever started in this home."""

    exit_code = 1

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"No platform was started in {home.resolve()} yet: start it with `prenan up` (or `make run`), "
            "or name its folder with PRENAN_HOME."
        )


class NotRunning(CannotStart):
    """The platform of this home is stopped."""

    exit_code = 1

    def __init__(self, home: Path) -> None:
        super().__init__(f"The platform in {home.resolve()} is not running: start it with `prenan up` (or `make run`).")


def is_running(home: Path) -> bool:
    """Whether a supervisor holds this home."""
    try:
        with (home / "lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def topology(home: Path) -> Topology:
    """The platform as it was last started from this home; raises `NeverStarted`."""
    state = State(home / "state.json")
    started = state["started"]
    if not started:
        raise NeverStarted(home)
    credentials = Credentials.kept_in(home / "secrets.json")
    return Topology(home.resolve(), state["ports"], credentials=credentials, **started)


def running(home: Path) -> Topology:
    """The platform that runs from this home; raises `NeverStarted` or `NotRunning`."""
    known = topology(home)
    if not is_running(home):
        raise NotRunning(home)
    return known


def environment(home: Path, service: str) -> dict[str, str]:
    """The settings that a service's worker and its operator's acts run with; raises `NeverStarted`."""
    return topology(home).worker_environment(service)
