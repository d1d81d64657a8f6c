"""How high the winners rank, and who is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.matching.contract import Contract
from benchmarks.matching.history import History
from benchmarks.matching.rankers import Ranker
from contracts.vocabulary import SizeClass

TOP, WIDER = 20, 50


@dataclass
class Tally:
    """Winners looked for, and those found within the first 20 and 50."""

    winners: int = 0
    top: int = 0
    wider: int = 0

    def add(self, rank: int | None) -> None:
        """Count a winner at a rank, from 1; None where it was not found."""
        self.winners += 1
        self.top += rank is not None and rank <= TOP
        self.wider += rank is not None and rank <= WIDER

    def recall(self, found: int) -> float | None:
        """The share that was found; None where nobody was to be found."""
        return found / self.winners if self.winners else None


@dataclass
class Measured:
    """The figures of one ranker.

    `known` winners had won before, from whomever, `new` ones never; `held` are those that the buyer knew, `other` those
    new to it. Of those that are shown, `newcomers` are new to the buyer, and `unawarded` never won.
    """

    name: str
    all: Tally = field(default_factory=Tally)
    known: Tally = field(default_factory=Tally)
    new: Tally = field(default_factory=Tally)
    held: Tally = field(default_factory=Tally)
    other: Tally = field(default_factory=Tally)
    questions: int = 0
    reciprocal: float = 0.0
    shown: int = 0
    micro: int = 0
    newcomers: int = 0
    unawarded: int = 0

    def document(self) -> dict[str, object]:
        """The figures by their names."""
        kinds = {
            "all": self.all,
            "known": self.known,
            "new": self.new,
            "known to the buyer": self.held,
            "new to the buyer": self.other,
        }
        recall = {
            kind: {
                "winners": tally.winners,
                f"recall@{TOP}": tally.recall(tally.top),
                f"recall@{WIDER}": tally.recall(tally.wider),
            }
            for kind, tally in kinds.items()
        }
        shown = max(self.shown, 1)
        counts = {"micro": self.micro, "new": self.unawarded, "new to the buyer": self.newcomers}
        exposure = {kind: count / shown for kind, count in counts.items()}
        mrr = self.reciprocal / max(self.questions, 1)
        return {"ranker": self.name, "mrr": mrr, "winners": recall, "exposure": exposure}


def measured(ranker: Ranker, questions: Sequence[Contract], history: History, step: Callable[[], None]) -> Measured:
    """Ask every question and see where its winners are; winners outside the pool cannot be found and do not count."""
    figures = Measured(ranker.name)
    for question in questions:
        order = list(ranker.rank(question))
        _count_winners(figures, question, order, history)
        _count_shown(figures, question, order[:TOP], history)
        step()
    return figures


def _count_winners(figures: Measured, question: Contract, order: Sequence[str], history: History) -> None:
    ranks = {supplier: rank for rank, supplier in enumerate(order, start=1)}
    winners = [each for each in sorted(question.holders) if each in history.pool]
    for winner in winners:
        clients = history.clients.get(winner, frozenset())
        known = figures.known if clients else figures.new
        for tally in (figures.all, known, figures.held if question.buyer in clients else figures.other):
            tally.add(ranks.get(winner))
    if winners:
        figures.questions += 1
        figures.reciprocal += max((1 / ranks[each] for each in winners if each in ranks), default=0.0)


def _count_shown(figures: Measured, question: Contract, shown: Sequence[str], history: History) -> None:
    figures.shown += len(shown)
    for each in shown:
        clients = history.clients.get(each, frozenset())
        figures.micro += history.pool[each].size is SizeClass.TPE
        figures.newcomers += question.buyer not in clients
        figures.unawarded += not clients
