"""What a caller chooses of an answer: its parts with `include`, its members with `fields`."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from chassis.errors import Unacceptable
from gateway.reads import OK
from gateway.upstream import Reply

MOST_FIELDS = 50
DEPTH = 6
_NAME = "[A-Za-z0-9_-]{1,60}"
_MEMBER = rf"{_NAME}(?:\.{_NAME}){{0,{DEPTH - 1}}}"
FIELDS_PATTERN = rf"^{_MEMBER}(?:,{_MEMBER}){{0,{MOST_FIELDS - 1}}}$"
INCLUDE_PATTERN = rf"^(?:{_NAME}(?:,{_NAME}){{0,19}})?$"
_LINKS = ("next", "prev")
_ALWAYS = (*_LINKS, "partial")
"""Members that are shown whatever is chosen: nobody pages or trusts less because it reads less."""
Tree = dict[str, Any]
Fields = tuple[str, ...]


class FieldsUnreadable(Unacceptable):
    """`fields` is a list of up to fifty members with commas between, dots leading inwards: `id,lots.number`."""


def query_of(written: bytes) -> dict[str, str]:
    """The parameters of a query, the last of each name."""
    return dict(parse_qsl(written.decode("latin-1"), keep_blank_values=True))


def without_fields(written: bytes) -> bytes:
    """A query as it was sent, except what the gateway alone reads."""
    return b"&".join(one for one in written.split(b"&") if not one.startswith(b"fields="))


def fields_of(query: Mapping[str, str]) -> Fields:
    """The members that a query asks for; none where it asks for all. Raises `FieldsUnreadable`."""
    written = query.get("fields")
    if written is None:
        return ()
    if not re.fullmatch(FIELDS_PATTERN, written):
        raise FieldsUnreadable
    return tuple(dict.fromkeys(written.split(",")))


def narrowed(body: bytes, fields: Fields) -> bytes:
    """A JSON object with the members that were chosen, its links to other pages, and what was chosen; lists as wholes.

    A member that is not there is left out.
    """
    document = orjson.loads(body)
    kept = {name: document[name] for name in _ALWAYS if name in document}
    chosen = ",".join(fields)
    links = {name: f"{kept[name]}&fields={chosen}" for name in _LINKS if kept.get(name)}
    return orjson.dumps(_picked(document, _tree(fields)) | kept | links | {"fields": fields})


def narrowed_reply(reply: Reply, fields: Fields) -> Reply:
    """A good answer with the chosen members, under an entity tag of its own; `If-Match` takes that tag too."""
    if reply.status != OK or not fields:
        return reply
    body = narrowed(reply.body, fields)
    headers = [header for header in reply.headers if header[0].lower() != b"etag"]
    tag = (b"ETag", tag_of(reply.header(b"etag"), body))
    return Reply(reply.status, (*headers, tag), body)


def tag_of(version: bytes | None, body: bytes) -> bytes:
    """The version of a document, which `If-Match` needs, and a digest of how it is shown."""
    digest = hashlib.blake2b(body, digest_size=8).hexdigest().encode()
    return b'"%b-%b"' % ((version or b"").strip(b'"'), digest)


def _tree(fields: Fields) -> Tree:
    tree: Tree = {}
    for path in sorted(fields, key=len, reverse=True):
        node, parts = tree, path.split(".")
        for part in parts[:-1]:
            node = node.setdefault(part, {})
        node[parts[-1]] = {}  # the whole of a member, even where something within it is named too
    return tree


def _picked(value: Any, tree: Tree) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_picked(one, tree) for one in value]
    if isinstance(value, dict):
        return {name: _picked(value[name], within) for name, within in tree.items() if name in value}
    return None
