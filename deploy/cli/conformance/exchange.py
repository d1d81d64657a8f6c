"""One call of the integrator's client, and what it was answered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

import httpx

Headers = Mapping[str, str]
RETRYABLE = frozenset({408, 425, 429, 502, 503, 504})


@dataclass(frozen=True)
class Asked:
    """A request: in which step it came, at which second it was read; headers in lower case."""

    step: str
    at: float
    method: str
    path: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headers: Headers = field(default_factory=dict)
    body: bytes = b""

    @property
    def target(self) -> str:
        """What is the same for two requests that ask for the same."""
        return f"{self.method} {self.path}"

    def parameter(self, name: str) -> str | None:
        """The last value of a parameter of the query."""
        return self.query[name][-1] if self.query.get(name) else None

    @cached_property
    def document(self) -> Any:
        """The body as JSON; None where it is none."""
        return _json(self.body)

    def same_as(self, other: "Asked") -> bool:
        """Whether two requests are the same to the letter, but for their headers."""
        return (self.target, self.query, self.body) == (other.target, other.query, other.body)


@dataclass(eq=False)
class Exchange:
    """A request and its answer; `fault` is what the kit did to it, and a stream's `answer` grows while it lasts."""

    asked: Asked
    status: int
    headers: Headers = field(default_factory=dict)
    answer: bytes = b""
    at: float = 0.0
    """The second at which the answer began."""
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.asked.target} in the step '{self.asked.step}'"

    @property
    def is_done(self) -> bool:
        """Whether the client was given what it asked for, whole."""
        return httpx.codes.is_success(self.status) and not self.fault

    @property
    def is_passing(self) -> bool:
        """Whether the client was asked to come again: a refusal of the moment."""
        return self.status in RETRYABLE

    @property
    def document(self) -> Any:
        """The answer as JSON; None where it is none."""
        return _json(self.answer)

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.document.get("code", "")) if isinstance(self.document, dict) else ""

    @property
    def retry_after(self) -> float:
        """Seconds that the client was asked to wait."""
        asked = self.headers.get("retry-after", "")
        return float(asked) if asked.isdigit() else 0.0


def query_of(written: bytes) -> dict[str, list[str]]:
    """A query's values by name."""
    return parse_qs(written.decode("latin-1"), keep_blank_values=True)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None
