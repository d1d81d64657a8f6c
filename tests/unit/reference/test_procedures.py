"""Procedures are described by files that are checked in full; each phase has its shortest time."""

from datetime import date
from pathlib import Path

import pytest

from contracts.reference import legal
from contracts.reference.document import ReferenceInvalid, read_folder
from contracts.reference.procedures import Phase, ProcedureRules, Shortening, procedures, shortest_notice
from contracts.reference.techniques import techniques
from contracts.vocabulary import Nature, Procedure, Technique

LAUNCH = date(2026, 5, 4)
OPEN = """
as_of: 2026-01-01
code: open
fr: Appel d'offres ouvert
en: Open procedure
article: R2161-2
formalised: true
competed: true
lots: divided
standstill: {electronic: standstill.electronic, otherwise: standstill.other}
phases:
  - {phase: tenders, fr: Offres, en: Tenders, article: R2161-2, days: open.tenders}
"""


def test_every_procedure_has_rules_whose_limits_are_days_in_force() -> None:
    assert set(procedures()) == set(Procedure)
    for rules in procedures().values():
        for phase in rules.phases:
            shorter = phase.reduced.days if phase.reduced else None
            for key in filter(None, (phase.days, phase.electronic, shorter)):
                assert legal.figure(key, on=LAUNCH).unit == "days"


@pytest.mark.parametrize(
    ("electronic", "reasons", "days"),
    [(True, (), 30), (False, (), 35), (True, ("urgency",), 15), (False, ("prior-information",), 15)],
)
def test_an_open_procedure_leaves_the_time_that_its_means_allow(
    electronic: bool, reasons: tuple[Shortening, ...], days: int
) -> None:
    notice = shortest_notice(Procedure.OPEN, on=LAUNCH, electronic=electronic, reasons=reasons)
    assert notice is not None
    assert notice.figure.days == days
    assert not notice.warns


def test_an_adapted_procedure_that_is_short_only_warns() -> None:
    notice = shortest_notice(Procedure.ADAPTED, on=LAUNCH)
    assert notice is not None
    assert notice.warns


@pytest.mark.parametrize(("reasons", "days"), [((), 30), (("prior-information",), 30), (("urgency",), 15)])
def test_a_restricted_procedure_leaves_time_for_requests_that_urgency_alone_shortens(
    reasons: tuple[Shortening, ...], days: int
) -> None:
    notice = shortest_notice(Procedure.RESTRICTED, on=LAUNCH, reasons=reasons)
    assert notice is not None
    assert (notice.phase, notice.figure.days) == ("requests", days)


def test_a_purchase_without_publicity_has_no_notice_and_is_not_competed() -> None:
    assert shortest_notice(Procedure.WITHOUT_PUBLICITY, on=LAUNCH) is None
    assert not procedures()[Procedure.WITHOUT_PUBLICITY].competed
    assert procedures()[Procedure.OPEN].formalised


@pytest.mark.parametrize(
    ("procedure", "phases"),
    [
        (Procedure.OPEN, ["tenders"]),
        (Procedure.RESTRICTED, ["requests", "tenders"]),
        (Procedure.NEGOTIATED, ["requests", "tenders", "negotiation", "final-tenders"]),
        (Procedure.DIALOGUE, ["requests", "dialogue", "final-tenders"]),
    ],
)
def test_a_procedure_has_its_phases_in_order(procedure: Procedure, phases: list[str]) -> None:
    assert [each.phase for each in procedures()[procedure].phases] == phases


def _phase(procedure: Procedure, code: str) -> Phase:
    return next(each for each in procedures()[procedure].phases if each.phase == code)


def test_five_are_invited_to_tender_in_a_restricted_procedure_and_three_in_a_negotiated_one_r2142_17() -> None:
    assert _phase(Procedure.RESTRICTED, "tenders").minimum_candidates == 5
    assert _phase(Procedure.NEGOTIATED, "tenders").minimum_candidates == 3
    assert _phase(Procedure.DIALOGUE, "dialogue").minimum_candidates == 3


def test_whoever_was_not_selected_does_not_tender_in_a_restricted_procedure() -> None:
    assert _phase(Procedure.RESTRICTED, "requests").open_to == "everyone"
    assert _phase(Procedure.RESTRICTED, "tenders").open_to == "selected"


def test_negotiation_is_held_in_rounds() -> None:
    assert _phase(Procedure.NEGOTIATED, "negotiation").repeats
    assert not _phase(Procedure.NEGOTIATED, "tenders").repeats


def test_the_reasons_for_no_publicity_are_a_closed_list_with_articles() -> None:
    rules = procedures()[Procedure.WITHOUT_PUBLICITY]
    articles = {each.code: each.article for each in rules.reasons}
    assert articles["urgency"] == "R2122-1"
    assert articles["below-threshold"] == "R2122-8"
    assert articles["innovation"] == "R2122-9-1"
    assert rules.reason("friendship") is None


def test_a_reason_suits_the_natures_that_its_article_names() -> None:
    books = procedures()[Procedure.WITHOUT_PUBLICITY].reason("books")
    assert books is not None
    assert books.suits(Nature.GOODS)
    assert not books.suits(Nature.WORKS)


def test_a_framework_lasts_four_years_and_says_its_maximum() -> None:
    rules = techniques()[Technique.FRAMEWORK]
    assert rules.months is not None
    assert legal.figure(rules.months, on=LAUNCH).value == 48
    assert rules.maximum == "R2162-4"


def test_a_dynamic_system_is_restricted_and_open_to_new_candidates_throughout() -> None:
    rules = techniques()[Technique.DYNAMIC_SYSTEM]
    assert rules.procedure is Procedure.RESTRICTED
    assert rules.phases[0].repeats


@pytest.mark.parametrize(
    ("name", "wrong", "place"),
    [
        ("open", OPEN.replace("open.tenders}", "open.tendrils}"), "phases.0.days"),
        ("open", OPEN.replace("phase: tenders", "phase: lottery"), "phases.0.phase"),
        (
            "open",
            OPEN.replace("standstill: {", "# {"),
            "R2182-1",
        ),
        ("open", OPEN.replace("competed: true", "competed: true\ncolour: blue"), "colour"),
        ("shut", OPEN, "its code is"),
        ("open", OPEN.replace("days: open.tenders", "electronic: open.tenders"), "shortens"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_the_place(
    name: str, wrong: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__init__.py").touch()
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / f"{name}.yaml").write_text(wrong, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path.parent))
    with pytest.raises(ReferenceInvalid, match=place) as refused:
        read_folder("procedures", ProcedureRules, tmp_path.name)
    assert f"procedures/{name}.yaml" in str(refused.value)
