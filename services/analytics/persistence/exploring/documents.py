"""Answers of several queries as one JSON document."""

from collections.abc import Mapping

import orjson

from services.analytics.persistence.exploring.columnar import Columnar, Values

Members = Mapping[str, str]
"""JSON by name."""


def of(**members: str) -> str:
    """SQL of a JSON document whose members are SQL; money is given as text by `money`."""
    return f"CAST(to_json(struct_pack({', '.join(f'{name} := {sql}' for name, sql in members.items())})) AS VARCHAR)"


def money(sql: str) -> str:
    """SQL of EUR as a decimal string with two decimals, null where it is unknown."""
    return f"CAST(CAST({sql} AS DECIMAL(18,2)) AS VARCHAR)"


def share(part: str, whole: str) -> str:
    """SQL of a part of a whole in percent, as a decimal string; null where there is no whole."""
    return f"CAST(CAST(round(100 * ({part}) / nullif({whole}, 0), 2) AS DECIMAL(9,2)) AS VARCHAR)"


async def listed(columnar: Columnar, sql: str, values: Values) -> str:
    """The rows of a query of one document each, as a JSON array."""
    return f"[{','.join(row[0] for row in await columnar.rows(sql, values))}]"


async def single(columnar: Columnar, sql: str, values: Values) -> str | None:
    """The one row of a query of one document; None where there is none."""
    found = await columnar.rows(sql, values)
    return found[0][0] if found else None


def joined(members: Members) -> bytes:
    """One JSON object of these members."""
    return ("{" + ",".join(f"{orjson.dumps(name).decode()}:{json}" for name, json in members.items()) + "}").encode()
