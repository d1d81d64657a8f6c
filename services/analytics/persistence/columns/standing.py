"""Where a copy stands: the batches that it took in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Self

import orjson


@dataclass(frozen=True)
class Standing:
    """The newest batch of a copy: everything that one answer says stands there.

    `positions` are the facts of each topic applied so far, `newest` is when the newest of them was recorded. `schema`
    tells one set of told tables from another, for a replay puts a new one in the place of the old.
    """

    number: int = 0
    positions: Mapping[str, int] = field(default_factory=dict)
    settled_at: datetime | None = None
    newest: datetime | None = None
    schema: int = 0

    @classmethod
    def read(cls, document: str) -> Self:
        """The standing that `document` says."""
        said = orjson.loads(document)
        instants = {name: said[name] and datetime.fromisoformat(said[name]) for name in ("settled_at", "newest")}
        return cls(**said | instants)

    @property
    def document(self) -> str:
        """The standing as JSON; DuckDB gives instants to Python only with a library that nothing else needs."""
        return orjson.dumps(asdict(self)).decode()
