"""The AsyncAPI 3.0 document of the topics: what travels on each one, in which headers, under which key."""

from collections.abc import Iterable
from typing import Any

from contracts.catalogue import ACCESS, FACTS, FEEDS, RESTRICTED
from contracts.envelope import CONTENT_TYPE, Envelope
from contracts.fact import Fact

Node = dict[str, Any]

_KAFKA_BINDING = "0.5.0"
_HEADERS = "#/components/schemas/CloudEventHeaders"
_SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"
_NOT_HEADERS = frozenset({"data", "datacontenttype"})
_CHANNELS = {**FEEDS, **RESTRICTED}
_DESCRIPTION = (
    "Facts of public procurement as CloudEvents 1.0: binary mode is written, both modes are read. All facts of one key "
    "are in order; order across keys is not promised. Topics are kept for ever. Within a major version only optional "
    "fields are added, and readers ignore the fields that they do not know."
)


def _sentence(fact: type[Fact]) -> str:
    return (fact.__doc__ or "").strip().partition("\n")[0]


def _topic_facts(topic: str) -> list[type[Fact]]:
    return [fact for fact in FACTS if fact.topic == topic]


def _key_of(fact: type[Fact]) -> str:
    return f"{fact.__name__}.v{fact.major}"


def _headers() -> Node:
    """The CloudEvents attributes as Kafka headers: every value is text."""
    fields = {name: field for name, field in Envelope.model_fields.items() if name not in _NOT_HEADERS}
    properties: Node = {f"ce_{name}": {"type": "string"} for name in fields}
    properties["ce_specversion"]["const"] = "1.0"
    properties["ce_sequence"]["pattern"] = "^[0-9]{12}$"
    properties["content-type"] = {"type": "string", "const": CONTENT_TYPE}
    required = [f"ce_{name}" for name, field in fields.items() if field.is_required() or name == "specversion"]
    return {"type": "object", "properties": properties, "required": [*required, "content-type"]}


def _message(fact: type[Fact]) -> Node:
    schema = f"./schemas/{fact.schema_url().rpartition('/')[2]}"
    return {
        "name": fact.wire_type(),
        "title": fact.__name__,
        "summary": _sentence(fact),
        "contentType": CONTENT_TYPE,
        "headers": {"$ref": _HEADERS},
        "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": {"$ref": schema}},
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "bindings": {"kafka": {"key": {"type": "string"}, "bindingVersion": _KAFKA_BINDING}},
    }


def _restriction(topic: str) -> str:
    """What a channel says of its readers, where they are not everybody."""
    if topic not in ACCESS:
        return ""
    return (
        f" Restricted: over HTTP a reader needs a key with the scope {ACCESS[topic]}; on Kafka ACLs must grant READ on "
        "this topic and on its dead letters to those readers alone, and to nobody by default."
    )


def _channel(feed: str, topic: str) -> Node:
    configuration = {"cleanup.policy": ["delete"], "retention.ms": -1}
    key = f"Also followed over HTTP as /feed/{feed}. The message key is the attribute `partitionkey`."
    return {
        "address": topic,
        "description": key + _restriction(topic),
        "x-access": ACCESS.get(topic, "public"),
        "messages": {fact.__name__: {"$ref": f"#/components/messages/{_key_of(fact)}"} for fact in _topic_facts(topic)},
        "bindings": {
            "kafka": {"topic": topic, "topicConfiguration": configuration, "bindingVersion": _KAFKA_BINDING},
        },
    }


def _operation(action: str, summary: str, feed: str, facts: Iterable[type[Fact]]) -> Node:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{feed}"},
        "summary": summary,
        "messages": [{"$ref": f"#/channels/{feed}/messages/{fact.__name__}"} for fact in facts],
    }


def _operations() -> Node:
    operations: Node = {}
    for feed, topic in _CHANNELS.items():
        facts = _topic_facts(topic)
        operations[f"publish-{feed}"] = _operation("send", f"The owner of {feed} tells what happened.", feed, facts)
        operations[f"follow-{feed}"] = _operation("receive", f"A reader follows the facts of {feed}.", feed, facts)
    return operations


def document() -> Node:
    """The whole document, in a stable order."""
    bootstrap = {"default": "127.0.0.1:9092", "description": "Bootstrap server of the cluster"}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Prenañ", "version": "1.0.0", "description": _DESCRIPTION},
        "defaultContentType": CONTENT_TYPE,
        "servers": {"kafka": {"host": "{bootstrap}", "protocol": "kafka", "variables": {"bootstrap": bootstrap}}},
        "channels": {feed: _channel(feed, topic) for feed, topic in _CHANNELS.items()},
        "operations": _operations(),
        "components": {
            "schemas": {"CloudEventHeaders": _headers()},
            "messages": {_key_of(fact): _message(fact) for fact in FACTS},
        },
    }
