"""Filling a database of the suppliers service as the service itself would, row for row, without its API."""

from itertools import islice
from random import Random
from typing import Any

import asyncpg
import orjson

from benchmarks.register.place import COMMUNES, Commune
from benchmarks.register.row import COLUMN, rows
from benchmarks.sourcing import record
from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier, Scheme
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.name import folded

BATCH = 20_000
SEED = 2026
_INDEXES = """
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
    WHERE indrelid = ANY(ARRAY['supplier', 'projection.award']::regclass[]) AND NOT indisprimary
"""
_BUILDING_MEMORY = "SET maintenance_work_mem = '512MB'"
_COLUMNS = ("id", "state", "version", "searched_name")
_OFFERED = 0.03
"""Part of the suppliers that said what they offer."""
_BY_CODE = {commune.code: commune for commune in COMMUNES}
_SIZES = {"GE": "ge", "ETI": "eti"}
_UNDER_TEN = frozenset({"NN", "00", "01", "02", "03"})
Cells = list[str]


async def grow(connection: asyncpg.Connection, size: int) -> int:
    """Write so many suppliers with their records, unless they are there; how many contracts they held."""
    if not await connection.fetchval("SELECT EXISTS (SELECT FROM supplier)"):
        async with connection.transaction():
            await _fill(connection, size)
        await connection.execute("VACUUM ANALYZE supplier")
        await connection.execute("VACUUM ANALYZE projection.award")
    held: int = await connection.fetchval("SELECT count(*) FROM projection.award")
    return held


async def _fill(connection: asyncpg.Connection, size: int) -> None:
    """The rows first, their indexes at the end, which is several times faster."""
    made, random = rows(size, SEED), Random(SEED)  # noqa: S311 - invented, not secret
    indexes = await connection.fetch(_INDEXES)
    await connection.execute(";".join(f"DROP INDEX {one['name']}" for one in indexes))
    while batch := list(islice(made, BATCH)):
        suppliers, awards = _written(batch, random)
        await connection.copy_records_to_table("supplier", records=suppliers, columns=_COLUMNS)
        awarded = {"records": awards, "columns": record.COLUMNS, "schema_name": "projection"}
        await connection.copy_records_to_table("award", **awarded)
    await connection.execute(";".join([_BUILDING_MEMORY, *(one["definition"] for one in indexes)]))


def _written(batch: list[Cells], random: Random) -> tuple[list[tuple[Any, ...]], list[record.Row]]:
    suppliers: list[tuple[Any, ...]] = []
    awards: list[record.Row] = []
    for cells in batch:
        state = _state(cells, random)
        identity = supplier_id(Identifier.model_construct(scheme=Scheme.SIRET, id=_cell(cells, "siret")))
        suppliers.append((identity, orjson.dumps(state).decode(), 1, f" {folded(state['name'])}"))
        naf, home = _cell(cells, "activitePrincipaleEtablissement"), _home(cells)
        awards += record.record(identity, _cell(cells, "siren"), naf, home, random)
    return suppliers, awards


def _cell(cells: Cells, name: str) -> str:
    return cells[COLUMN[name]]


def _home(cells: Cells) -> Commune:
    return _BY_CODE[_cell(cells, "codeCommuneEtablissement")]


_SILENT = SupplierState.model_construct(identifier=None, name="").model_dump(mode="json", warnings=False)


def _state(cells: Cells, random: Random) -> dict[str, Any]:
    """What the registry keeps of a row, after SIRENE."""
    home, naf = _home(cells), _cell(cells, "activitePrincipaleEtablissement")
    person = f"{_cell(cells, 'prenom1UniteLegale')} {_cell(cells, 'nomUniteLegale')}"
    sign = _cell(cells, "enseigne1Etablissement")
    codes = [code for code, _ in record.objects(naf)[:1]] if random.random() < _OFFERED else []
    return {
        **_SILENT,
        "identifier": {"scheme": "SIRET", "id": _cell(cells, "siret")},
        "name": _cell(cells, "denominationUniteLegale") or person,
        "size": _size(_cell(cells, "categorieEntreprise"), _cell(cells, "trancheEffectifsUniteLegale")),
        "place": {"commune": home.code, "department": home.department, "country": "FR"},
        "naf": naf,
        "activities": codes,
        "brands": [sign] if sign else [],
        "coordinates": {
            "latitude": home.latitude + random.randint(-30, 30),
            "longitude": home.longitude + random.randint(-40, 40),
        },
    }


def _size(category: str, band: str) -> str:
    return _SIZES.get(category) or ("tpe" if band in _UNDER_TEN else "pme")
