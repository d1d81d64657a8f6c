"""The directory: suppliers by words and filters in the address, how many of each kind there are, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.reference import purchasing, territory
from contracts.reference.communes import Commune, communes
from contracts.reference.labels import plain
from gateway.web.door import Refused
from gateway.web.marketplace import names
from gateway.web.observatory.filters import Choice
from gateway.web.pictures import Drawn, places
from gateway.web.principal import own_siren
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Page, Visit

ON_A_PAGE = 20
TIES = {"won": "won_before", "new": "new_to"}
"""What a buyer may ask of its own dealings with those it looks for, in the words of the API."""
RADII = ("10", "25", "50", "100")
"""Kilometres around a commune."""
FORMS = ("csv", "xlsx", "ndjson")
FACETS = ("department", "size", "label")
_ASKED = ("q", "department", "size", "label", "new_to", "won_before", "near", "radius_km")
_MOST_COUNTS = 12


@dataclass(frozen=True)
class Entry:
    """A supplier in the list: what it does in words."""

    supplier: dict[str, Any]
    path: str
    place: str
    trades: list[str]


@dataclass(frozen=True)
class Facet:
    """How many of what was found are of each kind: name, count, the address that asks for those alone."""

    name: str
    counts: Sequence[tuple[str, int, str]]


async def show(visit: Visit) -> Answered:
    """The suppliers that an address asks for."""
    found, facets = await _found(visit)
    shown = {
        "entries": [entry(visit, one) for one in found["items"]],
        "page": found,
        "filters": _filters(visit),
        "facets": [_facet(visit, name, facets[name]) for name in FACETS if facets.get(name)],
        "map": _map(visit, facets["department"]) if facets.get("department") else None,
        "radii": [(one, str(visit.language.t("suppliers.km", km=one))) for one in RADII],
        "is_lost": bool(visit.query.get("around")) and _commune(visit) is None,
        "is_narrowed": any(visit.query.get(name) for name in (*_ASKED, "cpv", "ties", "around")),
        "exports": [(form, visit.outside(f"/supplier-exports.{form}", **_question(visit))) for form in FORMS],
    }
    return Page("sourcing/directory.html", shown)


async def _found(visit: Visit) -> tuple[dict[str, Any], Mapping[str, Mapping[str, int]]]:
    """The page and its counts; while the index is being built, the plain register without them."""
    asked = _question(visit) | {"limit": ON_A_PAGE, "cursor": visit.query.get("cursor")}
    try:
        page = await visit.api.get("/suppliers", asked | {"facets": ",".join(FACETS)})
    except Refused as refused:
        if refused.problem.get("code") != "index-not-built":
            raise
        plain: dict[str, Any] = {
            name: asked[name] for name in ("q", "department", "size", "limit", "cursor") if name in asked
        }
        return await visit.api.get("/suppliers", plain), {}
    return page, page.get("facets") or {}


def _question(visit: Visit) -> dict[str, Any]:
    asked: dict[str, Any] = {name: visit.query[name] for name in _ASKED if visit.query.get(name)}
    if division := visit.query.get("cpv"):
        asked["cpv"] = division.ljust(8, "0")
    if commune := _commune(visit):
        asked |= {
            "near": f"{commune.latitude},{commune.longitude}",
            "radius_km": visit.query.get("radius_km") or RADII[1],
        }
    if (tie := TIES.get(visit.query.get("ties", ""))) and (buyer := _buyer(visit)):
        asked[tie] = buyer
    return asked


def _commune(visit: Visit) -> Commune | None:
    """The commune of the region that is asked for by its name, however it is written."""
    wanted = _plain(visit.query.get("around", ""))
    return next((one for one in communes().values() if _plain(one.name) == wanted), None) if wanted else None


def _plain(name: str) -> str:
    return plain(name.replace("-", " "))


def _buyer(visit: Visit) -> str | None:
    """The buyer that looks, by its SIRET; None for everybody else."""
    visitor = visit.visitor
    return visitor.organisation if visitor and visitor.organisation.isdigit() and not own_siren(visit) else None


def entry(visit: Visit, supplier: dict[str, Any]) -> Entry:
    """A supplier in a list."""
    codes = [*(one["cpv"] for one in supplier.get("offers") or []), *(supplier.get("activities") or [])]
    trades = list(dict.fromkeys(names.division(visit.language, code) for code in codes))
    path = f"/suppliers/{named.number(supplier['identifier'])}"
    return Entry({"size": None} | supplier, path, named.place(visit, supplier.get("place")), trades[:3])


def _filters(visit: Visit) -> list[Choice]:
    t = visit.language.t
    departments = [(one.code, named.department(visit, one.code)) for one in territory.region().departments]
    divisions = sorted(((code, names.division(visit.language, code)) for code in purchasing.divisions()), key=_word)
    sizes = [(code, str(t(f"value.size.{code}"))) for code in ("tpe", "pme", "eti", "ge")]
    options = {"department": departments, "cpv": divisions, "size": sizes}
    if _buyer(visit):
        options["ties"] = [(code, str(t(f"suppliers.ties_{code}"))) for code in TIES]
    chosen = {name: visit.query.get(name, "") for name in options}
    for name, said in chosen.items():
        if said and said not in dict(options[name]):
            options[name].append((said, said))
    return [
        Choice(name, str(t(f"suppliers.{name}")), options[name], chosen[name], str(t("filter.all"))) for name in options
    ]


def _word(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _facet(visit: Visit, name: str, counts: Mapping[str, int]) -> Facet:
    largest = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST_COUNTS]
    return Facet(
        str(visit.language.t(f"suppliers.{name}")),
        [(named.value(visit, name, code), many, visit.here(**{name: code})) for code, many in largest],
    )


def _map(visit: Visit, counts: Mapping[str, int]) -> Drawn:
    language = visit.language
    caption = str(language.t("suppliers.map"))
    rows = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    said = {code: (many, f"{named.department(visit, code)}: {language.number(many)}") for code, many in rows}
    heads = [str(language.t(key)) for key in ("suppliers.department", "suppliers.many")]
    table = [(named.department(visit, code), language.number(many)) for code, many in rows]
    return Drawn(caption, places(caption, said, territory.region().department_codes), heads, table)
