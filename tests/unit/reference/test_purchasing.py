"""Departments, areas, CPV divisions, territory and roles are complete and marked where they are samples."""

import pytest
from pydantic import ValidationError

from contracts.reference.document import Document, read
from contracts.reference.labels import labels
from contracts.reference.purchasing import area_of, areas, departments, divisions, nature_of
from contracts.reference.roles import roles
from contracts.reference.territory import region
from contracts.vocabulary import Nature, Procedure, Role, SizeClass


def test_there_are_nine_purchase_areas_of_which_two_are_samples() -> None:
    assert len(areas()) == 9
    assert sum(area.sample for area in areas().values()) == 2


def test_the_22_departments_are_samples() -> None:
    assert len(departments()) == 22
    assert all(department.sample for department in departments().values())


def test_the_cpv_has_45_divisions_and_each_one_falls_in_an_area() -> None:
    assert len(divisions()) == 45
    assert all(area_of(f"{division}000000") for division in divisions())


@pytest.mark.parametrize(
    ("cpv", "area"),
    [
        ("45241100", "construction"),
        ("80530000", "vocational-training"),
        ("30213100", "it"),
        ("30192000", "supplies"),
        ("79342200", "communication-and-events"),
        ("79110000", "intellectual-services"),
        ("50700000", "construction"),
        ("50110000", "mobility-and-transport"),
    ],
)
def test_the_longest_prefix_decides_the_area(cpv: str, area: str) -> None:
    assert area_of(cpv) == area


def test_a_code_of_no_division_has_neither_area_nor_nature() -> None:
    assert area_of("00000000") is None
    assert nature_of("00000000") is None


@pytest.mark.parametrize(
    ("cpv", "nature"),
    [("45000000", Nature.WORKS), ("48000000", Nature.GOODS), ("15000000", Nature.GOODS), ("72000000", Nature.SERVICES)],
)
def test_the_division_implies_the_main_nature(cpv: str, nature: Nature) -> None:
    assert nature_of(cpv) is nature


def test_the_region_is_brittany() -> None:
    assert region().department_codes == {"22", "29", "35", "56"}
    assert region().nuts == "FRH0"
    assert all(division.nuts.startswith("FRH0") for division in region().departments)


def test_the_operator_may_do_everything_and_the_public_nothing() -> None:
    every = frozenset(scope for role in roles().values() for scope in role.scopes)
    assert roles()["operator"].scopes == every - {"objects:act-for"}, "it acts for itself, and so proves nothing"
    assert not roles()["public"].scopes
    assert not roles()["public"].key
    assert sum("keys:admin" in role.scopes for role in roles().values()) == 1


@pytest.mark.parametrize(
    ("kind", "said", "meant"),
    [
        (Procedure, "procedure adaptee", "adapted"),
        (Procedure, "appel d'offres ouvert", "open"),
        (Procedure, "negotiated", "negotiated"),
        (SizeClass, "pme", "pme"),
        (Role, "ma", "lead"),
    ],
)
def test_labels_of_french_registers_are_known(kind: type[Procedure], said: str, meant: str) -> None:
    assert labels(kind)[said] == meant


def test_a_reference_file_with_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValidationError, match="region"):
        read("territory.yaml", Document)
