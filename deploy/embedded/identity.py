"""PostgreSQL refuses to run as root: under which identity it runs instead."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHELTER = Path("/var/lib/prenan")
"""Where data lie that `nobody` must reach, since root's own folders are closed to it."""


@dataclass(frozen=True)
class Identity:
    """How to start a program without being root."""

    prefix: tuple[str, ...] = ()
    user: str | None = None

    def options(self) -> dict[str, Any]:
        """What `subprocess` needs to start a program as this identity."""
        return {} if self.user is None else {"user": self.user, "group": _group(self.user), "extra_groups": []}

    def place(self, wanted: Path) -> Path:
        """The folder where this identity can keep data: the wanted one, or its own for `nobody`."""
        if self.user is None:
            return wanted
        return SHELTER / hashlib.sha256(str(wanted.resolve()).encode()).hexdigest()[:16] / wanted.name

    def own(self, folder: Path) -> None:
        """Make a folder that only this identity may enter."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.user is not None:
            shutil.chown(folder, self.user, _group(self.user))
        folder.chmod(0o700)


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


NOBODY = Identity(user="nobody")


def unprivileged() -> Identity:
    """Oneself for an ordinary user; for root, and for a user id without a name, somebody whom PostgreSQL accepts."""
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Identity()
    namespace = _namespace()
    if _allowed(namespace):
        return namespace
    return NOBODY if os.geteuid() == 0 else Identity()


def _namespace() -> Identity:
    """A user namespace in which one is `nobody`, a name every system has: no user is created, files stay one's own."""
    nobody = pwd.getpwnam("nobody")
    return Identity(prefix=("unshare", "-U", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}"))


def _has_name(user: int) -> bool:
    try:
        return bool(pwd.getpwuid(user).pw_name)
    except KeyError:
        return False


def _allowed(identity: Identity) -> bool:
    if shutil.which(identity.prefix[0]) is None:
        return False
    return subprocess.run([*identity.prefix, "true"], capture_output=True, check=False).returncode == 0
