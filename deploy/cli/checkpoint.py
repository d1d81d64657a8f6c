"""What of an import is acknowledged, kept on disk until it is complete: a killed import goes on where it was."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import uuid4

from deploy.cli.batches import Batch

FOLDER = "imports"
_LETTERS = {"created": "n", "corrected": "c", "unchanged": "u", "refused": "r"}
_STATUSES = {letter: status for status, letter in _LETTERS.items()}
Kept = tuple[str, Mapping[str, Sequence[Mapping[str, str]]]]
"""The statuses of a batch's records as letters, and errors by the place of their record."""
_SUFFIX = ".checkpoint"


@dataclass(frozen=True)
class Outcome:
    """What became of one record: created, corrected, unchanged or refused; why, as JSON pointer, code and sentence."""

    status: str
    errors: tuple[Mapping[str, str], ...] = ()


class Checkpoint:
    """A file of one line per acknowledged batch, after a line that names the run.

    The run's name makes a batch that is sent again, because its answer was lost, get the answer it got before.
    A line holds one letter for each record and the errors of those refused: it stays short, in memory too.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.run = ""
        self._acknowledged: dict[str, Kept] = {}
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
        kept = self._acknowledged.get(batch.digest)
        return None if kept is None else _outcomes(*kept)

    @property
    def records(self) -> int:
        """How many records are acknowledged."""
        return sum(len(letters) for letters, _ in self._acknowledged.values())

    def keep(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Remember that a batch is acknowledged."""
        letters = "".join(_LETTERS[outcome.status] for outcome in outcomes)
        errors = {str(place): list(outcome.errors) for place, outcome in enumerate(outcomes) if outcome.errors}
        self._acknowledged[batch.digest] = letters, errors
        self._append({"batch": batch.digest, "outcomes": letters, "errors": errors})

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
            self._acknowledged[said["batch"]] = said["outcomes"], said["errors"]


def _outcomes(letters: str, errors: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Outcome]:
    return [Outcome(_STATUSES[letter], tuple(errors.get(str(place), ()))) for place, letter in enumerate(letters)]


def digest_of(file: Path) -> bytes:
    """What makes two files the same; the file is read piece by piece."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
