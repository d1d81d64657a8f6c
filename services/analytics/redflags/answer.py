"""Findings in Cardinal's output format: results by group and id, `Meta` with the fences, `Maps` from processes."""

from math import copysign, floor
from typing import Any

from services.analytics.domain.redflags.disqualified_share import DisqualifiedShare
from services.analytics.domain.redflags.fence import Fence, Fences
from services.analytics.domain.redflags.flag import Flag, Group
from services.analytics.domain.redflags.inquiry import Findings, Inquiry

Document = dict[str, dict[str, Any]]
_MAPPED = ("R024", "R028", "R030", "R035", "R058")
_PREFIXES = {Group.BUYER: "buyer_", Group.PROCURING_ENTITY: "procuring_entity_", Group.TENDERER: "tenderer_"}
_WHOLE = 2.0**53
"""From here on, floats have no decimals."""
_LOWER = frozenset({"R024", "R025.ratio"})


def results(flags: tuple[Flag, ...]) -> Document:
    """Values by group, id and code; groups without any are left out."""
    found: Document = {}
    for flag in flags:
        found.setdefault(flag.group.value, {}).setdefault(flag.subject, {})[flag.code] = flag.value
    return {group.value: found[group] for group in Group if group in found}


def meta(fences: Fences) -> Document:
    """Quartiles and fences by code, rounded to four decimals."""
    found: Document = {}
    for measure, fence in fences.by_measure.items():
        code, _, part = measure.partition(".")
        prefix = _PREFIXES[Group(part)] if code == "R038" else ""
        found.setdefault(code, {}).update(_limits(measure, fence, prefix))
    return found


def _limits(measure: str, fence: Fence, prefix: str) -> dict[str, float]:
    side = "lower_fence" if measure in _LOWER else "upper_fence"
    values = {"q1": fence.q1, "q3": fence.q3, side: fence.limit}
    return {prefix + name: _rounded(value) for name, value in values.items() if value is not None}


def _rounded(value: float) -> float:
    """To four decimals, halves away from zero, as Rust rounds; what is too large for decimals stays."""
    scaled = abs(value) * 1e4
    return copysign(floor(scaled + 0.5) / 1e4, value) if scaled < _WHOLE else value


def maps(inquiry: Inquiry, findings: Findings) -> Document:
    """The tenderers flagged for each flagged process, and who disqualified in each process where a bid was."""
    found: Document = {f"ocid_tenderer_{code.lower()}": {} for code in _MAPPED}
    for flag in findings.flags:
        if flag.code in _MAPPED and flag.group is Group.TENDERER:
            tenderers = found[f"ocid_tenderer_{flag.code.lower()}"].setdefault(flag.evidence.processes[0], [])
            tenderers.append(flag.subject)
    share = inquiry.rules.get("R038")
    for group in (Group.BUYER, Group.PROCURING_ENTITY):
        behind = share.behind(group) if isinstance(share, DisqualifiedShare) else {}
        found[f"ocid_{group.lower()}_r038"] = behind
    return found


def document(inquiry: Inquiry, findings: Findings, *, with_meta: bool, with_maps: bool) -> Document:
    """The whole answer."""
    answer = results(findings.flags)
    limits = meta(findings.fences)
    if with_meta and limits:
        answer["Meta"] = limits
    if with_maps:
        answer["Maps"] = maps(inquiry, findings)
    return answer
