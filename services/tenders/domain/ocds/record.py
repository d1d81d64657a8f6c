"""All that was released of a procedure, and what stands now: the compiled release (OCDS 1.1.5, merging)."""

from collections.abc import Sequence
from typing import Any

from services.tenders.domain.ocds.release import Release

_ITS_OWN = frozenset({"ocid", "id", "date", "tag", "initiationType", "language"})
Record = dict[str, Any]


def record(releases: Sequence[Release]) -> Record:
    """The record of a procedure from its releases, the earliest first; there is one at least."""
    return {"ocid": releases[-1]["ocid"], "releases": list(releases), "compiledRelease": compiled(releases)}


def compiled(releases: Sequence[Release]) -> Release:
    """What stands after all releases: objects merge by member, lists of objects by their `id`, all else is replaced."""
    whole: Release = {}
    for release in releases:
        _merge(whole, {name: value for name, value in release.items() if name not in _ITS_OWN})
    last = releases[-1]
    named = {"id": f"{last['ocid']}-{last['date']}", "tag": ["compiled"]}
    return {name: last[name] for name in ("ocid", "date", "initiationType", "language")} | named | whole


def _merge(whole: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    for name, value in said.items():
        if isinstance(value, dict):
            whole[name] = _merge(whole.get(name, {}), value)
        elif _is_keyed(value):
            whole[name] = _merge_all(whole.get(name, []), value)
        else:
            whole[name] = value
    return whole


def _is_keyed(value: Any) -> bool:
    """Whether it is a list of objects that have an identity; others are replaced as a whole."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "id" in value[0]


def _merge_all(whole: list[dict[str, Any]], said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {one["id"]: one for one in whole}
    for one in said:
        by_id[one["id"]] = _merge(by_id.get(one["id"], {}), one)
    return list(by_id.values())
