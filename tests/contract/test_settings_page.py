"""docs/operations.md names every variable by which a process is configured, and none that does not exist."""

import re
from pathlib import Path

import pytest

from chassis.settings import ServiceSettings
from gateway.settings import GatewaySettings

ROOT = Path(__file__).parents[2]
SETTINGS = {name.upper() for kind in (ServiceSettings, GatewaySettings) for name in kind.model_fields}
READ_DIRECTLY = {"MAIL_USER", "MAIL_PASSWORD"}
"""Read at each use, so that they are in no settings that could be printed."""
_VARIABLE = re.compile(r"`([A-Z][A-Z_]+)`")


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The variables of the table of settings."""
    page = (ROOT / "docs" / "operations.md").read_text()
    [section] = re.findall(r"^## Settings\n(.*?)^## ", page, re.MULTILINE | re.DOTALL)
    return {name for row in re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE) for name in _VARIABLE.findall(row)}


def test_the_table_names_every_setting_and_no_other(named: set[str]) -> None:
    assert named == SETTINGS | READ_DIRECTLY


def test_what_is_read_directly_is_read_where_mail_goes_out() -> None:
    mail = (ROOT / "chassis" / "mail.py").read_text()
    assert all(f'"{name}"' in mail for name in READ_DIRECTLY)
