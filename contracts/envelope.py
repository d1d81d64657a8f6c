"""The CloudEvent 1.0 every fact travels in, structured (feed, webhooks) or binary (Kafka headers)."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

CONTENT_TYPE = "application/json"
STRUCTURED_TYPE = "application/cloudevents+json"
_OBJECT = TypeAdapter(dict[str, Any])
_BODY = frozenset({"data", "datacontenttype"})


class Envelope(BaseModel):
    """One fact on its way. `sequence` is the version its entity reached by it, zero-padded to 12 digits."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    source: str
    type: str
    subject: str
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    partitionkey: str
    sequence: str = Field(pattern=r"^\d{12}$")
    traceparent: str | None = None
    correlationid: str | None = None
    causationid: str | None = None
    recordedtime: AwareDatetime
    data: dict[str, Any]

    @property
    def version(self) -> int:
        """The version that the entity reached by this fact: 1, 2, 3, … with no gap."""
        return int(self.sequence)

    def structured(self) -> bytes:
        """The whole event as one JSON document."""
        return self.model_dump_json(exclude_none=True).encode()

    def headers(self) -> list[tuple[str, bytes]]:
        """The attributes as Kafka headers (CloudEvents Kafka binding, binary mode); the value is `data`."""
        attributes = self.model_dump(mode="json", exclude=set(_BODY), exclude_none=True)
        named = [(f"ce_{name}", str(value).encode()) for name, value in attributes.items()]
        return [*named, ("content-type", CONTENT_TYPE.encode())]

    @classmethod
    def from_structured(cls, body: bytes | str) -> Self:
        """Read a structured event; raises `pydantic.ValidationError`."""
        return cls.model_validate_json(body)

    @classmethod
    def from_message(cls, headers: Iterable[tuple[str, bytes]], value: bytes) -> Self:
        """Read a Kafka message in either mode; raises `pydantic.ValidationError`."""
        named = {name.lower(): raw for name, raw in headers}
        if named.get("content-type", b"").startswith(STRUCTURED_TYPE.encode()):
            return cls.from_structured(value)
        return cls.from_binary(named, value)

    @classmethod
    def from_binary(cls, headers: Mapping[str, bytes], value: bytes) -> Self:
        """Read a binary-mode message; raises `pydantic.ValidationError`."""
        attributes = {name[3:]: raw.decode() for name, raw in headers.items() if name.startswith("ce_")}
        return cls.model_validate({**attributes, "data": _OBJECT.validate_json(value)})
