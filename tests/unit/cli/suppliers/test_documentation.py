"""The page on imports has every word of the format, and its example is one."""

import re

import yaml

from deploy.cli.suppliers.mapping import SupplierFields, SupplierMapping
from deploy.cli.suppliers.sirene import COLUMNS, HEADING
from deploy.embedded import ROOT

PAGE = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")


def test_the_example_is_a_mapping() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    SupplierMapping.model_validate(yaml.safe_load(example))


def test_every_field_of_a_supplier_is_documented() -> None:
    assert {name for name in SupplierFields.model_fields if f"`{name}`" not in PAGE} == set()


def test_every_column_that_the_stock_is_known_by_or_read_from_is_documented() -> None:
    shown = HEADING | set(COLUMNS.values())
    assert {column for column in shown if f"`{column}`" not in PAGE} == set()
