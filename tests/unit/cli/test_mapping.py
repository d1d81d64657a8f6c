"""A mapping says what is wrong in it, and what its documentation shows works."""

import re
from pathlib import Path

import pytest
import yaml

import contracts.reference
from deploy.cli.mapping import RegisterMapping, WrongMapping, load

REPOSITORY = Path(contracts.reference.__file__).parents[2]
SMALLEST = {
    "mapping": 1,
    "contract": {"buyer": "SIRET", "reference": "N°", "title": "Objet"},
    "holders": {"name": "Titulaire"},
}


def save(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_column_alone_is_short_for_a_source() -> None:
    mapping = RegisterMapping.model_validate(SMALLEST)
    assert mapping.contract.title.columns == ("Objet",)
    assert mapping.holders[0].name is not None
    assert sorted(mapping.columns()) == ["N°", "Objet", "SIRET", "Titulaire"]


def test_yaml_numbers_and_truth_values_are_cells() -> None:
    source = {"value": 23350001600040, "map": {1: True, 2: False}}
    mapping = RegisterMapping.model_validate({**SMALLEST, "contract": {**SMALLEST["contract"], "buyer": source}})
    assert mapping.contract.buyer.value == "23350001600040"
    assert mapping.contract.buyer.map == {"1": "true", "2": "false"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"mapping": 2}, "mapping: Input should be 1"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"contract": {"buyer": "SIRET", "reference": "N°"}}, "contract.title: Field required"),
        ({"contract": {**SMALLEST["contract"], "bids": {"scale": 2}}}, "say where it comes from"),
        ({"contract": {**SMALLEST["contract"], "cpv": {"column": "CPV", "pattern": "("}}}, "not a regular expression"),
        ({"contract": {**SMALLEST["contract"], "cpv": {"column": "CPV", "combine": "best"}}}, "contract.cpv.combine"),
        ({"holders": {"role": "Rôle"}}, "a holder needs a name or an identifier"),
        ({"holders": []}, "holders"),
        ({"rows": {"keep": {"column": "État"}}}, "in, not_in or matches"),
        ({"file": {"delimiter": ";;"}}, "file.delimiter"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path: Path, changes: dict[str, object], told: str) -> None:
    path = save(tmp_path / "mapping.yaml", yaml.safe_dump({**SMALLEST, **changes}, allow_unicode=True))
    with pytest.raises(WrongMapping, match=re.escape(told)):
        load(path, RegisterMapping)


def test_a_file_that_is_not_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongMapping, match="not YAML"):
        load(save(tmp_path / "mapping.yaml", "mapping: [1"), RegisterMapping)


def test_the_mappings_that_come_with_the_project_are_mappings() -> None:
    paths = sorted((REPOSITORY / "contracts/reference/mappings").glob("*.yaml"))
    assert [path.stem for path in paths] == ["region_bretagne_2019"]
    assert all(load(path, RegisterMapping) for path in paths)


def documented() -> str:
    return (REPOSITORY / "docs/mappings.md").read_text(encoding="utf-8")


def test_every_whole_mapping_in_the_documentation_is_one() -> None:
    examples = [text for text in re.findall(r"```yaml\n(.*?)```", documented(), re.DOTALL) if "mapping: 1" in text]
    assert len(examples) == 3
    for text in examples:
        RegisterMapping.model_validate(yaml.safe_load(text))


def test_every_word_of_the_format_is_documented() -> None:
    schema = RegisterMapping.model_json_schema()
    parts = {**schema["$defs"], "RegisterMapping": schema}
    words = {word for part in parts.values() for word in part.get("properties", {})} - {"description"}
    assert {word for word in words if f"`{word}`" not in documented() and f"{word}:" not in documented()} == set()
