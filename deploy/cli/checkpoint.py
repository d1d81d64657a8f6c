"""What of an import is acknowledged, kept on disk until it is complete: a killed import goes on where it was."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self
from uuid import uuid4

from deploy.cli.batches import Batch

FOLDER = "imports"
_SUFFIX = ".checkpoint"


@dataclass(frozen=True)
class Outcome:
    """What became of one record: created, corrected, unchanged or refused; why, as JSON pointer, code and sentence."""

    status: str
    errors: tuple[Mapping[str, str], ...] = ()


class Checkpoint:
    """A file of one line per acknowledged batch, after a line that names the run.

    The run's name makes a batch that is sent again, because its answer was lost, get the answer it got before.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.run = ""
        self._acknowledged: dict[str, list[Outcome]] = {}
        for line in path.read_text().splitlines() if path.exists() else ():
            self._read(line)
        if not self.run:
            self.run = uuid4().hex
            self._append({"run": self.run})

    @classmethod
    def of(cls, home: Path, *what: bytes) -> Self:
        """The checkpoint of an import of `what`; ends all others, whose acknowledgements it may overtake."""
        name = hashlib.sha256(b"\n".join(hashlib.sha256(part).digest() for part in what)).hexdigest()[:32]
        folder = home / FOLDER
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for other in folder.glob(f"*{_SUFFIX}"):
            if other.stem != name:
                other.unlink(missing_ok=True)
        return cls(folder / f"{name}{_SUFFIX}")

    def outcomes(self, batch: Batch) -> Sequence[Outcome] | None:
        """What became of the records of a batch, or None where it is not acknowledged."""
        return self._acknowledged.get(batch.digest)

    def keep(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Remember that a batch is acknowledged."""
        self._acknowledged[batch.digest] = list(outcomes)
        self._append({"batch": batch.digest, "outcomes": list(map(asdict, outcomes))})

    def forget(self) -> None:
        """The import is complete: the next one of the same file is a new one."""
        self._path.unlink(missing_ok=True)

    def _append(self, line: Mapping[str, object]) -> None:
        with self._path.open("a") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _read(self, line: str) -> None:
        """Take a line over; one that a crash cut short is as good as none."""
        try:
            said = json.loads(line)
        except ValueError:
            return
        self.run = said.get("run", self.run)
        if "batch" in said:
            outcomes = [Outcome(each["status"], tuple(each["errors"])) for each in said["outcomes"]]
            self._acknowledged[said["batch"]] = outcomes
