"""Every language says everything, with the same values, and writes numbers and days as its readers do."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from gateway.web.language import Language, languages, spoken

HOLE = re.compile(r"\{(\w+)\}")


def holes(text: Any) -> set[str]:
    """The values that a text is filled with."""
    return set().union(*map(holes, text.values())) if isinstance(text, Mapping) else set(HOLE.findall(str(text)))


def language(code: str) -> Language:
    return languages()[code]


def test_every_language_has_every_text_with_the_same_values() -> None:
    first, *others = languages().values()
    for other in others:
        assert other.texts.keys() == first.texts.keys()
        differing = [key for key in first.texts if holes(first.texts[key]) != holes(other.texts[key])]
        assert differing == []


def test_every_text_is_words_and_nothing_that_yaml_reads_as_a_truth_or_a_number() -> None:
    for one in languages().values():
        found = [
            form for text in one.texts.values() for form in (text.values() if isinstance(text, Mapping) else [text])
        ]
        assert [form for form in found if not isinstance(form, str)] == []


def test_french_is_the_first_language() -> None:
    assert next(iter(languages())) == "fr"


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("fr", "fr"),
        ("en-GB,en;q=0.9", "en"),
        ("de,en;q=0.5,fr;q=0.8", "fr"),
        ("", "fr"),
        ("br", "fr"),
        ("en;q=x", "fr"),
    ],
)
def test_a_browser_is_answered_in_the_language_that_it_prefers(accepted: str, code: str) -> None:
    assert spoken(accepted).code == code


def test_numbers_sums_and_days_are_written_as_readers_write_them() -> None:
    assert language("fr").number("12345.6", 1) == "12\u202f345,6"
    assert language("en").number("12345.6", 1) == "12,345.6"
    assert language("fr").percent("76.61") == "76,6\u202f%"
    assert language("en").percent("76.61") == "76.6%"
    assert language("fr").typed({"amount": "120000.00", "currency": "EUR"}) == "120000,00"
    assert language("fr").money({"amount": "1250000.00", "currency": "EUR"}) == "1\u202f250\u202f000\xa0€"
    assert language("en").money("999.5") == "€999.50"
    assert language("fr").day(date(2026, 3, 1)) == "1 mars 2026"
    assert language("fr").instant("2026-03-01T23:30:00+00:00") == "2 mars 2026, 00:30"


def test_no_line_breaks_before_punctuation_and_apostrophes_are_curly() -> None:
    said = {"fr": "Chargé de l'achat : « Avance » à 77 %"}
    assert language("fr").pick({"fr": "plus de 25 000 euros"}) == "plus de 25\u202f000 euros"
    assert language("fr").pick(said) == "Chargé de l’achat\xa0: «\xa0Avance\xa0» à 77\u202f%"
    assert " :" not in str(language("fr").t("card.target", value=1))


def test_what_nobody_said_is_a_dash() -> None:
    french = language("fr")
    assert {french.number(None), french.percent(None), french.money(None), french.day(None)} == {"–"}


def test_a_count_chooses_the_form_of_its_text() -> None:
    assert str(language("fr").t("tender.lots", count=1)) == "1 lot"
    assert str(language("fr").t("tender.lots", count=0)) == "0 lot"
    assert str(language("en").t("tender.lots", count=0)) == "0 lots"


def test_values_are_escaped() -> None:
    assert "&lt;script&gt;" in language("fr").t("tender.until", instant="<script>")
