from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.matching.__main__ import main
from benchmarks.matching.collapsing import collapsed
from benchmarks.matching.contract import Contract, Profile, contracts_of, profiles_of
from benchmarks.matching.history import History, split
from benchmarks.matching.measure import Measured, Tally, measured
from benchmarks.matching.ours import Ours
from benchmarks.matching.rankers import ByChance, ByDepartment, ByHistory, ByLocalHistory, ByPopularity
from benchmarks.matching.room import WithRoom
from benchmarks.matching.verdict import verdicts
from contracts.vocabulary import Place
from deploy.cli.importing import read
from tests.depth import examples
from tests.unit.benchmarks.invented_register import write_register

FIRST = date(2024, 1, 1)


def a_contract(number: int = 1, **changes) -> Contract:
    facts = {
        "number": number,
        "buyer": "b",
        "text": "Peinture de l'école Pasteur",
        "on": FIRST,
        "code": "45442100",
        "place": Place(department="35"),
        "value": Decimal(1000),
        "holders": frozenset({"x"}),
    }
    return Contract(**(facts | changes))


def profiles(*ids: str) -> dict[str, Profile]:
    return {each: Profile(each, f"Company {each}", Place(department="35"), None) for each in ids}


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    return write_register(folder, contracts=400, companies=120)


@pytest.fixture(scope="module")
def entries(register):
    return read(*register).entries


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Peinture de l'école Pasteur, lot 2", "on": FIRST + timedelta(days=20), "value": Decimal(7)},
        {"on": FIRST + timedelta(days=300), "value": Decimal("1000.50")},
    ],
)
def test_lots_and_versions_with_the_same_holders_are_one_contract(other):
    assert collapsed([a_contract(1), a_contract(2, **other)]) == [a_contract(1)]


@pytest.mark.parametrize(
    "other",
    [
        {"holders": frozenset({"y"})},
        {"buyer": "c"},
        {"text": "Charpente de la mairie"},
        {"on": FIRST + timedelta(days=365), "value": Decimal(5000)},
    ],
)
def test_another_holder_buyer_object_or_year_is_another_contract(other):
    assert len(collapsed([a_contract(1), a_contract(2, **other)])) == 2


def test_contracts_of_one_day_never_fall_on_both_sides_of_the_split():
    contracts = [a_contract(number, on=FIRST + timedelta(days=number // 4)) for number in range(20)]
    cut = split(contracts, 0.5)
    assert {each.on for each in cut.before}.isdisjoint(each.on for each in cut.questions)
    assert len(cut.before) + len(cut.questions) == 20


def test_a_winner_is_counted_as_known_or_new_and_never_where_it_cannot_be_found():
    history = History([a_contract(1), a_contract(2, buyer="c", holders=frozenset({"y"}))], profiles("x", "y", "z"))
    asked = [a_contract(3, holders=frozenset({"x", "y", "z", "stranger"}))]
    figures = measured(ByPopularity(history), asked, history, lambda: None)
    assert [tally.winners for tally in (figures.all, figures.known, figures.new)] == [3, 2, 1]
    assert [tally.winners for tally in (figures.held, figures.other)] == [1, 2]
    assert figures.reciprocal == 1
    assert (figures.shown, figures.newcomers, figures.unawarded) == (3, 2, 1)


def test_the_place_of_a_question_without_one_is_the_usual_one_of_its_buyer():
    history = History([a_contract(1, place=Place(department="22")), a_contract(2), a_contract(3)], profiles("x"))
    assert history.home(a_contract(4, place=None)) == "35"
    assert history.home(a_contract(4, place=None, buyer="unknown")) is None


@settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms())
def test_the_future_changes_no_ranking(entries, random):
    cut = split(collapsed(contracts_of(entries)))
    pool = profiles_of(entries)
    questions = cut.questions[:3]
    future = random.sample(cut.questions, len(cut.questions))
    moved = [
        replace(each, holders=other.holders, text=other.text) for each, other in zip(cut.questions, future, strict=True)
    ]
    again = split(sorted([*cut.before, *moved], key=lambda each: (each.on, each.number)))
    for ranker in (ByChance, ByPopularity, ByDepartment, ByHistory, ByLocalHistory, Ours):
        one, other = ranker(History(cut.before, pool)), ranker(History(again.before, pool))
        assert [one.rank(each) for each in questions] == [other.rank(each) for each in questions]


def test_ours_finds_more_known_winners_than_history_and_more_new_ones_than_geography(entries):
    cut = split(collapsed(contracts_of(entries)))
    history = History(cut.before, profiles_of(entries))
    found = {
        ranker.name: measured(ranker, cut.questions[:60], history, lambda: None)
        for ranker in (ByDepartment(history), ByHistory(history), Ours(history))
    }
    ours = found["prenan"]
    assert ours.known.top > found["history"].known.top
    assert ours.new.top >= found["same department"].new.top
    assert ours.other.top > found["same department"].other.top
    assert ours.newcomers / ours.shown >= 0.4


def test_history_and_geography_together_get_the_room_for_newcomers_that_ours_has(entries):
    cut = split(collapsed(contracts_of(entries)))
    history = History(cut.before, profiles_of(entries))
    both, alone = WithRoom(history, Ours(history)), ByHistory(history)
    for question in cut.questions[:20]:
        known = {each for each, clients in history.clients.items() if question.buyer in clients}
        shown = both.rank(question)[:20]
        assert all(len(known.intersection(shown[start : start + 10])) <= 6 for start in (0, 10))
        assert [each for each in shown if each in known] == [each for each in alone.rank(question) if each in known][
            : len(known.intersection(shown))
        ]


def test_a_run_prints_every_ranker_and_keeps_the_figures(register, tmp_path, capsys):
    file, mapping = register
    assert main([str(file), "--mapping", str(mapping), "--questions", "5"], tmp_path) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("random", "popularity", "same department", "history", "prenan"))
    assert "Ours beats history on known winners: " in told
    assert "Ours beats plain geography on those new to the buyer: " in told
    [kept] = tmp_path.glob("matching-*.json")
    assert '"recall@20"' in kept.read_text()


def test_history_that_knows_places_prefers_who_won_in_the_departement():
    near, far = a_contract(1, buyer="c"), [a_contract(n, buyer="c", holders=frozenset({"y"})) for n in (2, 3)]
    far = [replace(each, place=Place(department="75")) for each in far]
    history = History([near, *far], profiles("x", "y"))
    assert ByHistory(history).rank(a_contract(4)) == ["y", "x"]
    assert ByLocalHistory(history).rank(a_contract(4)) == ["x", "y"]


def test_a_verdict_is_yes_only_where_ours_finds_more_within_both_depths():
    def found(name, top, wider):
        return Measured(name, known=Tally(10, top, wider))

    references = [found("history", 3, 5), found("same department", 0, 0)]
    assert list(verdicts([*references, found("prenan", 4, 6)])) == [
        "Ours beats history on known winners: yes (0.400 against 0.300 @20, 0.600 against 0.500 @50; 10 winners)"
    ]
    [told] = verdicts([*references, found("prenan", 4, 5)])
    assert told.startswith("Ours beats history on known winners: no (")


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(register, capsys):
    assert main([str(register[0])]) == 2
    assert "needs to be told how it is read" in capsys.readouterr().out
    assert main(["missing.csv"]) == 2
    assert capsys.readouterr().out == "There is no file missing.csv.\n"


def test_a_register_that_cannot_be_cut_in_time_is_refused_in_a_sentence(register, tmp_path, capsys):
    file, mapping = register
    undated = tmp_path / "undated.yaml"
    undated.write_text(mapping.read_text().replace("notified_on: day, ", ""))
    assert main([str(file), "--mapping", str(undated)]) == 2
    assert "has to name `notified_on`" in capsys.readouterr().out.replace("\n", " ")
