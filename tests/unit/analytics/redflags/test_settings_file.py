"""Cardinal's settings file is followed to the letter, and what it does not know is refused."""

import pytest

from services.analytics.domain.redflags.settings import OPTIONS
from services.analytics.redflags.settings_file import UnreadableSettings, hushes_currencies, parsed


def test_a_section_enables_its_indicator_and_a_comment_does_not() -> None:
    settings = parsed("; [R024]\n[R036]\n# [R030]\n  [R058]\n")
    assert set(settings.indicators) == {"R036", "R058"}
    assert parsed("").indicators == {}


def test_an_empty_section_takes_the_defaults() -> None:
    settings = parsed("\n".join(f"[{code}]" for code in OPTIONS))
    assert settings.indicators == {code: options() for code, options in OPTIONS.items()}


def test_properties_before_the_first_section_are_about_all_indicators() -> None:
    settings = parsed(
        "currency = EUR\n"
        "no_price_comparison_procurement_methods = Lottery #1|Fixed price\n"
        "price_comparison_procurement_methods = Auction\n"
        "[exclusions]\nprocurement_method_details = Draw; by lot\n"
    )
    assert settings.currency == "EUR"
    assert settings.uncompared == {"Lottery #1", "Fixed price"}
    assert settings.compared == {"Auction"}
    assert settings.excluded == {"Draw; by lot"}


def test_options_are_numbers_lists_and_days_by_procedure() -> None:
    found = parsed(
        "[R003]\nthreshold = 20 ; days\nprocurement_methods = open|limited\n"
        "[R003.procurement_method_details]\nAppel d’offres = 30\nMAPA = 10\n"
        "[R018]\nprocurement_methods = open # alone\n"
        "[R025]\npercentile = 90\nthreshold = 0.05\n"
        "[R038]\nthreshold = .5\nminimum_submitted_bids = 4\nminimum_contracting_processes = 5\n"
        "[R048]\ndigits = 3\nthreshold = 10\nminimum_contracting_processes = 1\n"
    ).indicators
    assert found["R003"] == OPTIONS["R003"](20, ("open", "limited"), {"Appel d’offres": 30, "MAPA": 10})
    assert found["R018"] == OPTIONS["R018"](("open",))
    assert found["R025"] == OPTIONS["R025"](90, 0.05)
    assert found["R038"] == OPTIONS["R038"](0.5, 4, 5)
    assert found["R048"] == OPTIONS["R048"](3, 10, 1)


def test_days_by_procedure_alone_enable_the_short_period() -> None:
    assert parsed("[R003.procurement_method_details]\nMAPA = 10\n").indicators["R003"].threshold == 15


def test_sections_that_prepare_data_are_taken_and_raise_nothing() -> None:
    assert not parsed(
        "[output]\ninfo_currency_mismatches = true\n[defaults]\ncurrency = USD\n[redactions]\namount = 0\n"
        "[corrections]\naward_status_by_contract_status = true\n[modifications]\nmove_auctions = true\n"
        "[codelists.bid_status]\nQualified = valid\n[codelists.award_status]\nActive = active\n"
    ).indicators


@pytest.mark.parametrize(("given", "hushed"), [("true", True), ("false # default", False)])
def test_currencies_may_be_hushed(given: str, hushed: bool) -> None:
    assert hushes_currencies(f"[output]\ninfo_currency_mismatches = {given}") is hushed
    assert not hushes_currencies("[output]")


def test_a_hush_that_is_no_boolean_is_refused() -> None:
    with pytest.raises(UnreadableSettings, match="neither true nor false"):
        hushes_currencies("[output]\ninfo_currency_mismatches = loudly")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[R024]\nthreshhold = 1", "R024.threshhold: unknown property"),
        ("[R028]\nthreshold = 1", "R028.threshold: unknown property"),
        ("[R055]", "R055: unknown section"),
        ("[r024]", "r024: unknown section"),
        ("threshold = 1", "threshold: unknown property"),
        ("[defaults]\ncolour = red", "defaults.colour: unknown property"),
        ("[exclusions]\nbuyer = me", "exclusions.buyer: unknown property"),
        ("[R024]\nthreshold = five", "R024.threshold: 'five' is no number"),
        ("[R035]\nthreshold = 1.5", "R035.threshold: '1.5' is no number"),
        ("[R035]\nthreshold = -1", "R035.threshold: '-1' is out of range"),
        ("[R025]\npercentile = 101", "R025.percentile: '101' is out of range"),
        ("[R003.procurement_method_details]\nMAPA = soon", "R003.procurement_method_details.MAPA: 'soon' is no number"),
        ("[R003]\nprocurement_method_details = MAPA", "R003.procurement_method_details: unknown property"),
        ("[R024]\nhello", "neither a section, a property nor a comment"),
    ],
)
def test_what_cannot_be_followed_is_refused_by_its_path(text: str, complaint: str) -> None:
    with pytest.raises(UnreadableSettings, match=complaint.replace(".", r"\.")):
        parsed(text)
