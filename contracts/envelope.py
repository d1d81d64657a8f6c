"""The CloudEvent 1.0 every fact travels in, structured (feed, webhooks) or binary (Kafka headers)."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

CONTENT_TYPE: Final = "application/json"
STRUCTURED_TYPE: Final = "application/cloudevents+json"
SEQUENCE_DIGITS: Final = 12
_OBJECT = TypeAdapter(dict[str, Any])
_ATTRIBUTES = TypeAdapter(dict[str, str])
_BODY = frozenset({"data", "datacontenttype"})
_PREFIX = "ce_"


def _media_type(value: object) -> object:
    """A media type without its parameters: `application/json; charset=utf-8` is JSON all the same."""
    return value.partition(";")[0].strip().lower() if isinstance(value, str) else value


Attribute = Annotated[str, Field(min_length=1)]
"""A context attribute, never empty (CloudEvents 1.0, type system)."""


class Envelope(BaseModel):
    """One fact on its way. `sequence` is the version its entity reached by it, zero-padded to 12 digits."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    source: Attribute
    type: Attribute
    subject: Attribute
    time: AwareDatetime
    datacontenttype: Annotated[Literal["application/json"], BeforeValidator(_media_type)] = "application/json"
    dataschema: Attribute
    partitionkey: Attribute
    sequence: str = Field(pattern=r"^[0-9]{12}$")
    traceparent: Attribute | None = None
    correlationid: Attribute | None = None
    causationid: Attribute | None = None
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
        return as_headers(self.model_dump(mode="json", exclude=set(_BODY), exclude_none=True))

    @classmethod
    def from_structured(cls, body: bytes | str) -> Self:
        """Read a structured event; raises `pydantic.ValidationError`."""
        return cls.model_validate_json(body)

    @classmethod
    def from_message(cls, headers: Iterable[tuple[str, bytes | None]], value: bytes) -> Self:
        """Read a Kafka message in either mode; raises `pydantic.ValidationError`."""
        named = {name.lower(): raw for name, raw in headers if raw is not None}
        if named.get("content-type", b"").lower().startswith(STRUCTURED_TYPE.encode()):
            return cls.from_structured(value)
        return cls.from_binary(named, value)

    @classmethod
    def from_binary(cls, headers: Mapping[str, bytes], value: bytes) -> Self:
        """Read a binary-mode message; raises `pydantic.ValidationError`."""
        named = {name.removeprefix(_PREFIX): raw for name, raw in headers.items() if name.startswith(_PREFIX)}
        if "content-type" in headers:
            named["datacontenttype"] = headers["content-type"]
        return cls.model_validate({**_ATTRIBUTES.validate_python(named), "data": _OBJECT.validate_json(value)})


def as_headers(attributes: Mapping[str, object]) -> list[tuple[str, bytes]]:
    """Context attributes as Kafka headers, with the media type of the value that goes with them."""
    named = [(f"{_PREFIX}{name}", str(value).encode()) for name, value in attributes.items()]
    return [*named, ("content-type", CONTENT_TYPE.encode())]
