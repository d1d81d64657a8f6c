"""The public OpenAPI document: those of the services and the gateway's own, as one."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.auth import ANYONE, AUTHENTICATED, ScopeMissing, Unauthenticated
from chassis.errors import Refusal
from chassis.problems import BadRequest, BodyTooLarge, MalformedJson, MediaTypeNotSupported, problems
from chassis.service import ACCESS
from chassis.uploads import DOWNLOAD
from contracts.reference.roles import roles
from gateway.choosing import FieldsUnreadable
from gateway.composition import Composition
from gateway.examples import with_examples
from gateway.freshness import MADE_FROM
from gateway.identity.trust import ClientRevoked, TokenExpired, TokenInvalid
from gateway.keys.gatekeeper import KeyExpired, KeyInvalid, KeyOfDemo, KeyRevoked
from gateway.limits.cost import MARK, cost_of
from gateway.limits.refusals import Overloaded, QuotaExceeded
from gateway.operations import FEED_PATHS, METHODS, OWN_PATHS, Documents, unnamed
from gateway.shapes import SHAPES, compose, narrow, parts_schema, refusals_of
from gateway.streams.described import with_stream
from gateway.upstream import UpstreamTimeout, UpstreamUnavailable

_SHARED = frozenset({"Problem", "Flaw"})
_SCHEMAS = "#/components/schemas/"
_ALL: tuple[type[Refusal], ...] = (
    BadRequest, MalformedJson, Unauthenticated, KeyInvalid, KeyExpired, KeyRevoked, KeyOfDemo,
    TokenInvalid, TokenExpired, ClientRevoked, BodyTooLarge, MediaTypeNotSupported,
    QuotaExceeded, Overloaded,
)  # fmt: skip
"""What any operation may be refused with before it reaches its service."""
_PASSED = (*_ALL, UpstreamUnavailable, UpstreamTimeout)
_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "prn_live_<id>_<secret>_<crc>",
    "description": "An API key. Public data needs none.",
}
_OAUTH2 = {
    "type": "oauth2",
    "description": "An access token (RFC 9068) of a client, from here or from an issuer that the operator trusts.",
    "flows": {
        "clientCredentials": {
            "tokenUrl": "/oauth/token",
            "scopes": {
                scope: "; ".join(role.en for role in roles().values() if scope in role.scopes)
                for scope in sorted({scope for role in roles().values() for scope in role.scopes})
            },
        }
    },
}
_DESCRIPTION = """The public door of Prenañ: public procurement of a region, from the call for tenders to the figures of
the observatory. Reads are public; changes need an API key or an access token. Every error is a problem
document (RFC 9457) with a stable code, described at `/problems`. Every fact is in the feeds, at its position."""
Node = dict[str, Any]


def merge(services: Documents, own: Node, composed: Mapping[str, Composition], version: str) -> Node:
    """One document of all operations; `composed` says by path template to which GETs parts are added."""
    paths: Node = {}
    schemas: Node = {**own["components"]["schemas"], **SHAPES}
    for service, document in services.items():
        renamed = _prefixed(document, service)
        schemas |= _prefixed_schemas(renamed, service)
        for path, item in renamed["paths"].items():
            _add_path(paths, path, _finished(item, "feed" if path in OWN_PATHS else service, _PASSED))
    for path, item in own["paths"].items():
        refusals = (*_ALL, UpstreamUnavailable) if unnamed(path) in composed else _ALL
        _add_path(paths, path, _finished(item, "gateway", refusals))
    with_examples(paths)
    for path in FEED_PATHS & paths.keys():
        paths[path]["get"] = with_stream(paths[path]["get"])
    _choose(paths, schemas, composed)
    for path, item in paths.items():
        if "get" in item and path not in FEED_PATHS:
            _tag(item["get"])
        for method in item.keys() & set(METHODS):
            is_composed = unnamed(path) in composed
            item[method][MARK] = cost_of(method.upper(), path, item[method], is_composed=is_composed)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Prenañ", "version": version, "description": " ".join(_DESCRIPTION.split())},
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {"bearer": _BEARER, "oauth2": _OAUTH2},
        },
        "x-problems": _problems([*services.values(), own]),
    }


def _choose(paths: Node, schemas: Node, composed: Mapping[str, Composition]) -> None:
    """Describe the parts and members that may be chosen of public reads."""
    for composition in composed.values():
        schemas[composition.name] = parts_schema(composition, schemas)
    for path, item in paths.items():
        if (get := item.get("get")) is None:
            continue
        if found := composed.get(unnamed(path)):
            compose(get, found, schemas)
            get["responses"] = _with_refusals(get["responses"], refusals_of(found))
        elif unnamed(path) in MADE_FROM:
            narrow(get)
            get["responses"] = _with_refusals(get["responses"], (FieldsUnreadable,))


def _tag(get: Node) -> None:
    """Say of a read that gives JSON at once that whoever has it already is told so (`gateway/tagging.py`)."""
    if DOWNLOAD not in get and "application/json" in get["responses"].get("200", {}).get("content", {}):
        responses = {**get["responses"], "304": {"description": "Not modified"}}
        get["responses"] = dict(sorted(responses.items()))


def _add_path(paths: Node, path: str, item: Node) -> None:
    """Where two services describe an operation, such as that of the feeds, the first one's word holds."""
    paths[path] = {**item, **paths.get(path, {})}


def _prefixed(node: Any, service: str) -> Any:
    """A copy whose references lead to the service's own schemas under their new names."""
    if isinstance(node, dict):
        return {key: _prefixed(value, service) for key, value in node.items()}
    if isinstance(node, list):
        return [_prefixed(value, service) for value in node]
    if isinstance(node, str) and node.startswith(_SCHEMAS) and node.removeprefix(_SCHEMAS) not in _SHARED:
        return f"{_SCHEMAS}{service}.{node.removeprefix(_SCHEMAS)}"
    return node


def _prefixed_schemas(document: Node, service: str) -> Node:
    schemas = document.get("components", {}).get("schemas", {})
    return {f"{service}.{name}": schema for name, schema in schemas.items() if name not in _SHARED}


def _finished(item: Node, prefix: str, refusals: Iterable[type[Refusal]]) -> Node:
    """A path's operations with unique ids, our security and every refusal that the gateway may answer with."""
    done = dict(item)
    for method in item.keys() & set(METHODS):
        operation = dict(item[method])
        is_public = operation[ACCESS] == ANYONE
        operation["operationId"] = f"{prefix}_{operation['operationId']}"
        operation["security"] = _security(operation[ACCESS])
        added = refusals if is_public else (*refusals, ScopeMissing)
        operation["responses"] = _with_refusals(operation["responses"], added)
        done[method] = operation
    return done


def _security(access: str) -> list[Node]:
    """What a caller has to show: nothing, a key, or an access token with one of the scopes."""
    scopes = [[]] if access in (ANYONE, AUTHENTICATED) else [[scope] for scope in access.split()]
    proofs: list[Node] = [{"bearer": []}, *({"oauth2": one} for one in scopes)]
    return [{}, *proofs] if access == ANYONE else proofs


def _with_refusals(responses: Node, refusals: Iterable[type[Refusal]]) -> Node:
    merged = dict(responses)
    for status, entry in problems(*refusals).items():
        before = merged.get(str(status), {})
        codes = dict.fromkeys(
            filter(None, [*before.get("description", "").split(", "), *entry["description"].split(", ")])
        )
        content = {**before.get("content", {}), **entry["content"]}
        merged[str(status)] = {**entry, "content": content, "description": ", ".join(codes)}
    return dict(sorted(merged.items()))


def _problems(documents: Iterable[Node]) -> list[Node]:
    by_code = {entry["code"]: entry for document in documents for entry in document.get("x-problems", ())}
    return [by_code[code] for code in sorted(by_code)]
