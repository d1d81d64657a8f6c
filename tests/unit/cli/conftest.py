"""A register of invented rows, and how it is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deploy.cli.mapping import RegisterMapping
from deploy.cli.reading import Reading
from deploy.cli.register import read_register

CONTRACT = {"buyer": "buyer", "reference": "id", "title": "title"}
HOLDERS = {"name": "name", "identifier": "siret"}
ROW = {"buyer": "23350001600040", "id": "2019-1", "title": "Quai", "name": "Acme", "siret": "35600000000048"}


def a_mapping(contract: Any = (), holders: Any = HOLDERS, **parts: Any) -> RegisterMapping:
    """The mapping of ROW, with other fields, holders or parts."""
    parts.setdefault("file", {"delimiter": "|"})
    return RegisterMapping.model_validate(
        {"mapping": 1, "contract": {**CONTRACT, **dict(contract)}, "holders": holders, **parts}
    )


@pytest.fixture
def read_lines(tmp_path: Path) -> Callable[..., Reading]:
    """What a register of these lines says."""

    def reading(
        lines: list[str], /, encoding: str = "utf-8", pack: Callable[[bytes], bytes] = bytes, **mapping: Any
    ) -> Reading:
        path = tmp_path / "register.csv"
        path.write_bytes(pack("\r\n".join(lines).encode(encoding)))
        return read_register(path, a_mapping(**mapping))

    return reading


@pytest.fixture
def read(read_lines: Callable[..., Reading]) -> Callable[..., Reading]:
    """What a register of these rows says, each one like ROW but for what it names."""

    def reading(rows: list[dict[str, str]], /, **mapping: Any) -> Reading:
        whole = [{**ROW, **row} for row in rows]
        heading = list(dict.fromkeys(name for row in whole for name in row))
        lines = ["|".join(heading), *("|".join(row.get(name, "") for name in heading) for row in whole)]
        return read_lines(lines, **mapping)

    return reading
