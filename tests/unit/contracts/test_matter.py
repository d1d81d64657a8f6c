"""What a fact is about is found wherever facts say it."""

import pytest

from contracts.json_schema import schemas
from contracts.matter import MENTIONS, NAMES, matter_of


@pytest.mark.parametrize(
    ("data", "matter"),
    [
        ({"department": "schools", "cpv": "30197630", "buyer": "1"},
         {"department": ["schools"], "cpv": ["30197630"], "buyer": ["1"]}),
        ({"contract": {"department": "roads", "cpv": None, "buyer": "2"}}, {"department": ["roads"], "buyer": ["2"]}),
        ({"cpv": "45", "lots": [{"cpv": "46"}, {"cpv": None}, {"cpv": "45"}]}, {"cpv": ["45", "46"]}),
        ({"supplier": {"activities": ["30", "45"], "place": {"department": "35"}}},
         {"department": ["35"], "cpv": ["30", "45"]}),
        ({"supplier": {"place": None}, "lots": None, "reason": "late"}, {}),
    ],
)  # fmt: skip
def test_it_is_found_in_the_body_of_a_fact(data: dict[str, object], matter: dict[str, list[str]]) -> None:
    assert matter_of(data) == matter


def test_every_name_is_one_that_facts_use() -> None:
    named = {name for schema in schemas().values() for name in schema["properties"]}
    assert set(NAMES) <= named
    assert set(MENTIONS) == {'"department"', '"cpv"', '"activities"', '"buyer"'}
