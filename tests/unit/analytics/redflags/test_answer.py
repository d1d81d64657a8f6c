"""Findings are told in Cardinal's output format."""

import pytest

from services.analytics.domain.redflags.inquiry import Inquiry
from services.analytics.domain.redflags.process import Process
from services.analytics.domain.redflags.settings import Settings
from services.analytics.redflags.answer import Document, document
from tests.unit.analytics.redflags.offers import a_bid, a_duel, asking, set_aside, won


def told(settings: Settings, *processes: Process, with_meta: bool = False, with_maps: bool = False) -> Document:
    inquiry = Inquiry(settings, traced=with_maps)
    for process in processes:
        inquiry.see(process)
    return document(inquiry, inquiry.concluded(), with_meta=with_meta, with_maps=with_maps)


DUELS = [a_duel(f"P{n}", 3, 12, winner=f"W{n}") for n in range(4)]


def test_results_are_values_by_group_id_and_code() -> None:
    answer = told(asking("R024"), *DUELS, a_duel("close", 3, 4, winner="A", loser="B"))
    assert answer == {
        "OCID": {"close": {"R024": pytest.approx(1 / 3)}},
        "Tenderer": {"A": {"R024": 0.0}, "B": {"R024": 0.0}},
    }
    assert list(answer) == ["OCID", "Tenderer"]


def test_several_indicators_of_one_subject_stand_side_by_side() -> None:
    settings = Settings(
        asking("R030").indicators | asking("R035").indicators | asking("R038", threshold=0.6).indicators
    )
    process = won("P", "A", a_bid("A"), set_aside("B"), set_aside("C"), buyer="B1", procuring_entity="E1")
    assert told(settings, process) == {
        "OCID": {"P": {"R035": 2.0}},
        "Buyer": {"B1": {"R038": 2 / 3}},
        "ProcuringEntity": {"E1": {"R038": 2 / 3}},
        "Tenderer": {"A": {"R035": 0.0}},
    }


def test_nothing_found_is_an_empty_answer() -> None:
    assert told(Settings.all(), with_meta=True) == {}


def test_meta_holds_quartiles_and_fences_rounded_to_four_decimals() -> None:
    duels = [*DUELS, a_duel("close", 3, 4)]
    settings = Settings(asking("R024").indicators | asking("R058", threshold=2.00005).indicators)
    assert told(settings, *duels, with_meta=True)["Meta"] == {
        "R024": {"q1": 2.1111, "q3": 3.0, "lower_fence": 0.7778},
        "R058": {"upper_fence": 2.0001},
    }
    assert "Meta" not in told(settings, *duels)


def test_prices_out_of_all_proportion_end_no_answer() -> None:
    answer = told(asking("R058"), a_duel("P", 1e-5, 1e308), a_duel("Q", 1e-200, 1e200), with_meta=True)
    assert set(answer["Meta"]["R058"]) == {"q1", "q3", "upper_fence"}


def test_meta_tells_the_groups_of_disqualified_shares_apart() -> None:
    process = Process(id="P", buyer="B", procuring_entity="E", bids=(set_aside("T"), a_bid("T")))
    limits = told(asking("R038"), process, with_meta=True)["Meta"]["R038"]
    assert set(limits) == {
        f"{of}_{what}" for of in ("buyer", "procuring_entity", "tenderer") for what in ("q1", "q3", "upper_fence")
    }


def test_meta_of_the_win_ratio_holds_the_fence_of_bids_and_that_of_ratios() -> None:
    process = won("P", "A", a_bid("A"), a_bid("B"))
    assert told(asking("R025"), process, with_meta=True)["Meta"]["R025"] == {
        "upper_fence": 1.0,
        "q1": 0.0,
        "q3": 1.0,
        "lower_fence": -1.5,
    }


def test_maps_say_which_organizations_stand_behind_which_processes() -> None:
    settings = Settings(asking("R024", threshold=1).indicators | asking("R038").indicators)
    harsh = Process(id="harsh", buyer="B", bids=(set_aside("T"), a_bid("U")))
    mild = Process(id="mild", buyer="B", procuring_entity="E", bids=(a_bid("T"),))
    maps = told(settings, a_duel("close", 3, 4), harsh, mild, with_maps=True)["Maps"]
    assert {name: each for name, each in maps.items() if each} == {
        "ocid_tenderer_r024": {"close": ["Winner", "Loser"]},
        "ocid_buyer_r038": {"harsh": "B"},
    }
    assert set(maps) == {
        *(f"ocid_tenderer_{code}" for code in ("r024", "r028", "r030", "r035", "r058")),
        "ocid_buyer_r038",
        "ocid_procuringentity_r038",
    }
