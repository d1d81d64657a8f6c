"""What the platform answers: a document, and what its headers say of it."""

from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel

Document = dict[str, Any]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Answer:
    """An answer; `document` is None where there is none."""

    document: Any
    headers: httpx.Headers

    def __getitem__(self, name: str) -> Any:
        return self.document[name]

    def of(self, kind: type[Model]) -> Model:
        """The document as one of the nouns, or as a model of your own."""
        return kind.model_validate(self.document)

    @property
    def etag(self) -> str | None:
        """The version that was read or made: give it as `if_match` with the next change."""
        return self._said("etag")

    @property
    def position(self) -> str | None:
        """Of a change: what to give as `min_position` to be sure to read it anywhere."""
        return self._said("prenan-position")

    @property
    def owner_token(self) -> str | None:
        """Of what a portal made: the proof that it may change it. It is given here only; keep it with the id."""
        return self._said("prenan-owner-token")

    @property
    def is_repeated(self) -> bool:
        """Whether this is the answer that an earlier call with the same `once` got."""
        return "idempotency-replayed" in self.headers

    @property
    def partial(self) -> list[Document]:
        """The parts of a composed answer that are missing or old, and why."""
        said = self.document.get("partial") if isinstance(self.document, dict) else None
        return list(said or ())

    def _said(self, name: str) -> str | None:
        value: str | None = self.headers.get(name)
        return value
