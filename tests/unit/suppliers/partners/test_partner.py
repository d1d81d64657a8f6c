"""Who could complement whom."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from contracts.vocabulary import Identifier
from services.suppliers.domain.partners.partner import Profile, partners

ROADS, BREAD, PAPER = "45233140", "15811000", "30197630"


def a_profile(name: str, *codes: str, **more: Any) -> Profile:
    known = {"identifier": Identifier(id="79878508500035"), "company": name, "departments": frozenset({"35"})}
    return Profile(**{"id": uuid5(NAMESPACE_URL, name), "name": name, "codes": frozenset(codes), **known, **more})


OWN = a_profile("own", ROADS)


def names(others: list[Profile], codes: tuple[str, ...] = (ROADS, BREAD, PAPER), where: str | None = "35") -> list[str]:
    return [one.profile.name for one in partners(OWN, others, codes, where)]


def test_a_partner_does_what_one_does_not() -> None:
    same, baker = a_profile("roads", "45233222"), a_profile("baker", "15811100")
    assert names([same, baker]) == ["baker"]
    [found] = partners(OWN, [baker], (ROADS, BREAD), "35")
    assert found.adds == (BREAD,)


def test_who_adds_most_comes_first_then_who_is_near() -> None:
    far, near = a_profile("a", BREAD, departments=frozenset({"29"})), a_profile("b", BREAD)
    both = a_profile("c", BREAD, PAPER)
    assert names([far, near, both]) == ["c", "b", "a"]


def test_another_region_is_out_of_the_area_unless_the_place_is_not_said() -> None:
    south = a_profile("south", BREAD, departments=frozenset({"13"}))
    assert names([south]) == []
    assert names([south], where=None) == ["south"]


def test_ones_own_company_is_no_partner() -> None:
    assert names([a_profile("sister", BREAD, company="own")]) == []
