"""What a contract is shown with: its award, its holders' names, its versions, its payments, its record, its flags."""

from collections.abc import Mapping
from urllib.parse import quote

import orjson

from gateway.composition import Ask, Composition, Part, Root, Subject
from gateway.compositions.holders import NAMES, ask_names, identified, join_names
from gateway.freshness import FIGURES, one_of

SHOWN_VERSIONS = 50
SHOWN_PAYMENTS = 50
FLAGS = "flags:read"


def _tags(subject: Subject) -> frozenset[str]:
    return frozenset({one_of("procedures", subject.document["id"])})


def _ask_award(subject: Subject) -> Mapping[str, Ask]:
    """The lot as its tender tells it: a contract that was only recorded has none."""
    procedure, lot = subject.document["procedure_id"], subject.document["lot"]
    if lot is None or procedure == subject.document["id"]:
        return {}
    return {str(lot): Ask(f"/tenders/{procedure}", frozenset({one_of("procedures", procedure)}))}


def _join_award(replies: Mapping[str, bytes]) -> bytes:
    for lot, body in replies.items():
        lots = (orjson.loads(body) or {"lots": ()})["lots"]
        return orjson.dumps(next((one.get("award") for one in lots if str(one["number"]) == lot), None))
    return b"null"


def _ask_names(subject: Subject) -> Mapping[str, Ask]:
    return ask_names(identified(subject.document["contract"]["holders"]))


def _ask_versions(subject: Subject) -> Mapping[str, Ask]:
    return {"page": Ask(f"/contracts/{subject.document['id']}/modifications?limit={SHOWN_VERSIONS}", _tags(subject))}


def _ask_payments(subject: Subject) -> Mapping[str, Ask]:
    query = f"kind=payment&limit={SHOWN_PAYMENTS}"
    return {"page": Ask(f"/contracts/{subject.document['id']}/acts?{query}", _tags(subject))}


def _ask_observed(subject: Subject) -> Mapping[str, Ask]:
    return {"page": Ask(f"/observatory/contracts/{quote(subject.document['id'])}", frozenset({FIGURES}))}


def _join_flags(replies: Mapping[str, bytes]) -> bytes:
    (body,) = replies.values()
    return orjson.dumps((orjson.loads(body) or {}).get("flags"))


CONTRACT = Composition(
    name="ContractParts",
    root=Root("tenders", 1.2, "/contracts/{}", "tenders.ContractResource"),
    parts=(
        Part("award", "tenders", 0.5, _ask_award, _join_award, {"type": ["object", "null"]}),
        Part("supplier_names", "suppliers", 0.5, _ask_names, join_names, NAMES),
        Part("versions", "tenders", 0.5, _ask_versions, shape="tenders.ModificationPage"),
        Part("payments", "tenders", 0.5, _ask_payments, shape="tenders.ExecutionActPage"),
        Part("observed", "analytics", 0.8, _ask_observed, shape="analytics.ContractPage"),
        Part("red_flags", "analytics", 0.8, _ask_observed, _join_flags, {"type": ["array", "null"]}, scope=FLAGS),
    ),
)
