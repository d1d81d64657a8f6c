"""The dashboard of a department of the region: its figures, what it plans, buys and holds, its targets, its records."""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from gateway.composition import Ask, Composition, Part, Subject
from gateway.freshness import FIGURES, OBSERVATORY, any_of

SHOWN = 10
KEY_FIGURES = ("V1", "V2", "A1", "A3", "A6", "A12", "A26", "R1", "S1", "E1")
"""What the pages of the observatory show first: volume, access, the region, social and environmental clauses."""


def _of(path: str, *tags: str, **query: str | int) -> Callable[[Subject], Mapping[str, Ask]]:
    """One read about the department that the path names."""
    more = urlencode(query)

    def ask(subject: Subject) -> Mapping[str, Ask]:
        return {"page": Ask(f"{path}?department={quote(subject.path['code'])}&{more}".rstrip("&"), frozenset(tags))}

    return ask


def _ask_figures(subject: Subject) -> Mapping[str, Ask]:
    asked = urlencode([("period", "all"), *(("indicator", one) for one in KEY_FIGURES)])
    code = quote(subject.path["code"])
    return {"figures": Ask(f"/figures?department={code}&{asked}", frozenset({FIGURES, any_of(OBSERVATORY)}))}


def _ask_targets(_: Subject) -> Mapping[str, Ask]:
    return {"targets": Ask("/targets", frozenset({FIGURES, any_of(OBSERVATORY)}))}


_PROCEDURES = any_of("procedures")
_PLAN = _of("/plan-entries", _PROCEDURES, status="announced", limit=SHOWN)
_TENDERS = _of("/tenders", _PROCEDURES, status="published", limit=SHOWN)
_CONTRACTS = _of("/contracts", _PROCEDURES, limit=SHOWN)
_QUALITY = _of("/observatory/quality", FIGURES, period="all")

DEPARTMENT = Composition(
    name="DepartmentParts",
    parts=(
        Part("figures", "analytics", 1.2, _ask_figures, shape="analytics.FiguresResource", is_required=True),
        Part("plan", "tenders", 0.5, _PLAN, shape="tenders.PlanEntryPage"),
        Part("tenders", "tenders", 0.5, _TENDERS, shape="tenders.TenderPage"),
        Part("contracts", "tenders", 0.5, _CONTRACTS, shape="tenders.ContractPage"),
        Part("quality", "analytics", 1.2, _QUALITY, shape="analytics.QualityResource"),
        Part("targets", "analytics", 0.5, _ask_targets, shape="analytics.TargetList"),
    ),
)
