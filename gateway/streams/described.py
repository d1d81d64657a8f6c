"""What the public document says of feeds beyond their pages: the stream of server-sent events."""

from typing import Any

from chassis.problems import problems
from gateway.streams.hub import TooManyStreams
from gateway.streams.stream import StreamGoesForward

Node = dict[str, Any]
_EXAMPLE = (
    'id: 42\ndata: {"position":42,"hash":"6b0f…","id":"0195a4de-5f0a-7c3e-9a51-6c2b1f4d8e90",'
    '"type":"bzh.prenan.TenderPublished.v1","subject":"0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6a"}\n\n'
    "event: position\nid: 43\ndata: 43\n\n"
)
_STREAM = {
    "schema": {
        "type": "string",
        "description": "Server-sent events, for ever: each fact with its position as `id`; `event: position` says that "
        "everything up to a position was sent, at first and then every fifteen seconds.",
    },
    "example": _EXAMPLE,
}
_RESUMED = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "description": "Of a stream that goes on: the position that was read last; it comes before `after`.",
    "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"},
}
_WHICH = (
    " With `Accept: text/event-stream` facts are sent as they come, from `after` on. A stream of a restricted feed "
    "ends within a minute, when the proof of its reader does; it goes on with `Last-Event-ID`."
)


def with_stream(operation: Node) -> Node:
    """A feed's operation, which answers with a page or a stream."""
    answers = dict(operation["responses"])
    page = answers["200"]
    answers["200"] = {**page, "content": {**page.get("content", {}), "text/event-stream": _STREAM}}
    for status, refusal in problems(TooManyStreams, StreamGoesForward).items():
        known = answers.get(str(status), refusal)["description"].split(", ")
        codes = dict.fromkeys([*known, *refusal["description"].split(", ")])
        answers[str(status)] = {**refusal, "description": ", ".join(codes)}
    return {
        **operation,
        "description": operation.get("description", "") + _WHICH,
        "parameters": [*operation.get("parameters", ()), _RESUMED],
        "responses": dict(sorted(answers.items())),
    }
