"""History and geography in one list, with the same room for newcomers as ours."""

from collections.abc import Sequence

from benchmarks.matching.contract import Contract
from benchmarks.matching.history import History
from benchmarks.matching.ours import Ours
from benchmarks.matching.rankers import DEPTH, ByDepartment, ByHistory
from contracts.reference.matching import matching
from services.suppliers.domain.matching.quota import merged
from services.suppliers.domain.matching.score import Scored


class WithRoom:
    """Known suppliers as history orders them, new ones as geography does: what our order brings, the quota aside.

    A list of twenty with eight newcomers holds twelve known suppliers at most, whoever ranks them.
    """

    name = "both, same quota"

    def __init__(self, history: History, ours: Ours) -> None:
        self._history, self._ours = history, ours
        self._by_history, self._by_department = ByHistory(history), ByDepartment(history)

    def rank(self, question: Contract) -> Sequence[str]:
        """The known ones first, as far as room for newcomers allows."""
        known = [each for each in self._by_history.rank(question) if self._is_known(each, question)]
        fresh = [each for each in self._by_department.rank(question) if not self._is_known(each, question)]
        placed = [self._placed(each, place) for place, each in enumerate([*known, *fresh])]
        quota = self._ours.quota or matching().quota
        return [one.candidate.id for _, one in merged(placed, question.buyer, quota, DEPTH)]

    def _is_known(self, supplier: str, question: Contract) -> bool:
        return question.buyer in self._history.clients.get(supplier, ())

    def _placed(self, supplier: str, place: int) -> Scored:
        return Scored(self._ours.candidates[supplier], {}, -place, (place, supplier))
