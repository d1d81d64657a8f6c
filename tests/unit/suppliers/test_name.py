import pytest
from hypothesis import given
from hypothesis.strategies import text

from services.suppliers.domain.name import folded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("L'Œuvre bâtie", "l oeuvre batie"),
        ("  S.A.R.L.  Kergoat & Fils ", "s a r l kergoat fils"),
        ("GROẞE Straße", "grosse strasse"),
        ("100 % bois_vert", "100 bois vert"),
        ("— !", ""),
    ],
)
def test_names_are_compared_by_their_letters_and_digits(name: str, words: str) -> None:
    assert folded(name) == words


@given(text())
def test_a_folded_name_stays_as_it_is(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(text())
def test_a_folded_name_holds_nothing_that_a_search_pattern_gives_a_meaning(name: str) -> None:
    assert not set(folded(name)) & set("%_\\\x00")
