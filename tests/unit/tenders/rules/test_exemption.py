from datetime import date

import pytest

from services.tenders.domain.rules.exemption import (
    ExemptionUnknown,
    ExemptionUnsuited,
    PublicityRequired,
    judge_exemption,
)
from tests.unit.tenders.rules.needs import LAUNCH, a_lot, a_need

ALONE = "without-publicity"


@pytest.mark.parametrize(
    ("nature", "on", "limit"),
    [
        ("goods", date(2026, 3, 31), 40_000),
        ("goods", date(2026, 4, 1), 60_000),
        ("services", date(2026, 3, 31), 40_000),
        ("services", date(2026, 4, 1), 60_000),
        ("works", date(2025, 12, 31), 100_000),
        ("works", date(2026, 4, 1), 100_000),
    ],
)
def test_a_purchase_without_publicity_stays_under_the_figure_of_its_launch_r2122_8(
    nature: str, on: date, limit: int
) -> None:
    for reason in (None, "below-threshold"):
        assert judge_exemption(a_need(limit - 1, procedure=ALONE, nature=nature, exemption=reason), [], on=on) == ()
        with pytest.raises(PublicityRequired) as refused:
            judge_exemption(a_need(limit, procedure=ALONE, nature=nature, exemption=reason), [], on=on)
        assert refused.value.facts["limit"] == str(limit)


def test_the_refusal_of_a_purchase_without_publicity_names_its_article_r2122_8() -> None:
    with pytest.raises(PublicityRequired) as refused:
        judge_exemption(a_need(60_000, procedure=ALONE), [], on=LAUNCH)
    assert refused.value.facts["article"] == "CCP R2122-8, decree 2025-1386"


@pytest.mark.parametrize("reason", ["urgency", "unsuccessful-procedure", "exclusivity", "complementary-supplies"])
def test_a_reason_of_the_closed_list_holds_at_any_value_l2122_1(reason: str) -> None:
    assert judge_exemption(a_need(900_000, procedure=ALONE, exemption=reason), [a_lot()], on=LAUNCH) == ()


def test_a_reason_that_is_not_in_the_closed_list_is_refused_with_those_that_are_l2122_1() -> None:
    with pytest.raises(ExemptionUnknown) as refused:
        judge_exemption(a_need(10, procedure=ALONE, exemption="friendship"), [], on=LAUNCH)
    assert refused.value.facts["article"] == "CCP L2122-1"
    assert "exclusivity" in refused.value.facts["known"]


def test_a_reason_for_another_nature_is_refused_with_its_article() -> None:
    with pytest.raises(ExemptionUnsuited) as refused:
        judge_exemption(a_need(10, procedure=ALONE, nature="works", exemption="books"), [], on=LAUNCH)
    assert refused.value.facts["article"] == "CCP R2122-9"


@pytest.mark.parametrize(
    ("reason", "limit", "article"), [("books", 90_000, "CCP R2122-9"), ("innovation", 100_000, "CCP R2122-9-1")]
)
def test_books_and_innovation_have_limits_of_their_own_r2122_9(reason: str, limit: int, article: str) -> None:
    assert judge_exemption(a_need(limit - 1, procedure=ALONE, exemption=reason), [], on=LAUNCH) == ()
    with pytest.raises(PublicityRequired) as refused:
        judge_exemption(a_need(limit, procedure=ALONE, exemption=reason), [], on=LAUNCH)
    assert refused.value.facts["article"] == article


def test_a_competed_procedure_needs_no_exemption() -> None:
    assert judge_exemption(a_need(200_000), [a_lot()], on=LAUNCH) == ()
