"""Records as a client would have left them, call by call."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from deploy.cli.conformance.exchange import Asked, Exchange
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules import RULES
from deploy.cli.conformance.rules.rule import Judgement


def a_call(
    method: str,
    target: str,
    status: int = 200,
    answer: Any = None,
    *,
    at: float = 0.0,
    body: Any = None,
    fault: str = "",
    said: dict[str, str] | None = None,
    **headers: str,
) -> Exchange:
    """A call at a second; `headers` are the request's, `said` those of the answer."""
    address = urlsplit(target)
    sent = b"" if body is None else json.dumps(body).encode()
    asked = Asked("a step", at, method, address.path, parse_qs(address.query), named(headers), sent)
    given = answer if isinstance(answer, bytes) else json.dumps(answer or {}).encode()
    return Exchange(asked, status, said or {}, given, at, fault)


def named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def judged(name: str, *exchanges: Exchange, start: int = 0, probes: dict[str, int] | None = None) -> Judgement:
    """What a record says of a rule."""
    [rule] = [one for one in RULES if one.name == name]
    return rule.judge(Recording(list(exchanges), start=start, probes=probes or {}))
