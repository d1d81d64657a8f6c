"""What people type into a search box."""

import pytest

from services.analytics.domain.search import MOST_WORDS, words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("École  BÉTON", ("ecole", "beton")),
        ("béton beton", ("beton",)),
        ("2025-T-012 œuvre", ("2025-t-012", "oeuvre")),
        ("l’été", ("l’ete",)),
        ("100% ; --", ("100",)),
        ("", ()),
    ],
)
def test_words_are_looked_for_without_accents_and_case(typed: str, found: tuple[str, ...]) -> None:
    assert words(typed) == found


def test_there_is_an_end_to_what_is_looked_for() -> None:
    assert len(words(" ".join(str(number) for number in range(100)))) == MOST_WORDS
