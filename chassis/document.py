"""A value of a domain kept as one JSON document."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator


class Document(TypeDecorator[Any]):
    """Keeps an immutable value of type `kind` as JSONB, and checks it when it is read."""

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind
        self._adapter = TypeAdapter[Any](kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """The value as plain JSON types."""
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """The value as the domain knows it."""
        return None if value is None else self._adapter.validate_python(value)

    def parsed(self, document: str) -> Any:
        """The value of a document as a plain statement finds it."""
        return self._adapter.validate_json(document)

    def written(self, value: Any) -> str:
        """The document of a value as a plain statement gives it."""
        return self._adapter.dump_json(value).decode()
