"""Rows as a Parquet file."""

from collections.abc import Mapping
from typing import Any

_ROWS_A_GROUP = 50_000


def copying(sql: str, values: Mapping[str, Any], path: str, said: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """The statement that writes the rows of a query to a file, and its values; `path` is ours and holds no quote."""
    members = ", ".join(f"{name}: $said_{name}" for name in said)
    statement = f"""
        COPY ({sql}) TO '{path}'
        (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS_A_GROUP}, KV_METADATA {{{members}}})
    """
    return statement, {**values, **{f"said_{name}": value for name, value in said.items()}}
