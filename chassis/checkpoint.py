"""A checkpoint: a signed statement of what a topic's journal held at a moment, that outsiders can keep."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from chassis.journal_key import JournalKey, KnownKeys, SignatureWrong


class UnreadableCheckpoints(ValueError):
    """A file holds no checkpoints that can be read."""


class Statement(BaseModel):
    """That the journal of a topic, from its first fact to `position`, is the one whose chain has this hash."""

    model_config = ConfigDict(frozen=True)

    topic: str
    position: int
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, of the chain up to the position")]
    day: Annotated[date, Field(description="in the time of Paris")]
    signed_at: AwareDatetime


class Checkpoint(Statement):
    """A statement with its signature: a compact JWS (Ed25519) of the statement as a JSON object."""

    signature: str

    @classmethod
    def signed(cls, statement: Statement, key: JournalKey) -> Self:
        """A statement under our signature."""
        return cls(**dict(statement), signature=key.sign(statement.model_dump(mode="json")))

    def prove(self, keys: KnownKeys) -> None:
        """Raise `SignatureWrong` unless a known key signed exactly this statement."""
        try:
            said = Statement.model_validate(keys.read(self.signature))
        except ValidationError as error:
            raise SignatureWrong("it signs something else") from error
        if said != Statement(**self.model_dump(exclude={"signature"})):
            raise SignatureWrong("it signs another statement")


def statement(topic: str, position: int, digest: bytes, at: datetime) -> Statement:
    """What is stated of a head of the chain at an instant, which is in the time of Paris."""
    return Statement(topic=topic, position=position, hash=digest.hex(), day=at.date(), signed_at=at)


def read_checkpoints(path: Path) -> list[Checkpoint]:
    """The checkpoints in a file: one, a list, or a page as it is published; raises `UnreadableCheckpoints`."""
    try:
        document: Any = json.loads(path.read_text())
        found = document.get("items", [document]) if isinstance(document, dict) else document
        return [Checkpoint.model_validate(one) for one in found]
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableCheckpoints(f"{path} holds no checkpoints that can be read") from error


def kept_in(path: Path | None) -> list[Checkpoint]:
    """The checkpoints in our own file, none where there is no file; raises `UnreadableCheckpoints`."""
    return read_checkpoints(path) if path and path.exists() else []


def write_checkpoints(path: Path, checkpoints: Iterable[Checkpoint]) -> None:
    """Replace the checkpoints in a file at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    items = [one.model_dump(mode="json") for one in checkpoints]
    draft.write_text(json.dumps({"items": items}, indent=2) + "\n")
    draft.replace(path)
