"""JSON Schema 2020-12 of every event type and of the envelope, as committed in `contracts/schemas/`."""

from typing import Any

from pydantic import BaseModel

from contracts.catalogue import FACTS
from contracts.envelope import Envelope
from contracts.fact import SCHEMA_ROOT

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENVELOPE = "Envelope.v1.json"

Schema = dict[str, Any]


def _schema(model: type[BaseModel], url: str) -> Schema:
    return {"$schema": DIALECT, "$id": url, **model.model_json_schema()}


def schemas() -> dict[str, Schema]:
    """Every schema by its file name, such as `TenderPublished.v1.json`, which is also the end of its `$id`."""
    events = {fact.schema_url().rpartition("/")[2]: _schema(fact, fact.schema_url()) for fact in FACTS}
    return {**events, ENVELOPE: _schema(Envelope, f"{SCHEMA_ROOT}/{ENVELOPE}")}
