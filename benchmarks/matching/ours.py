"""Matching as the service does it, taught from the history alone."""

from collections.abc import Sequence
from copy import copy
from typing import Self

from benchmarks.matching.contract import Contract, Profile
from benchmarks.matching.history import History
from benchmarks.matching.rankers import DEPTH
from contracts.reference.matching import Matching, Quota, matching
from contracts.reference.purchasing import divisions
from contracts.vocabulary import Place
from services.suppliers.domain.matching.awards import Award, Awards
from services.suppliers.domain.matching.candidate import Candidate, Offer
from services.suppliers.domain.matching.code_model import CodeModel
from services.suppliers.domain.matching.need import Need, ValueBand
from services.suppliers.domain.matching.shortlist import Shortlist, shortlist
from services.suppliers.domain.matching.supplier_index import Question, SupplierDocument, fetched
from services.suppliers.persistence.analysis import words
from services.suppliers.persistence.index_tantivy import TantivyIndex

NO_ROOM = Quota(of=10, new=0, first=0, proven=0)
"""No position is kept for anybody."""


class Ours:
    """Index, codes from text, score and quota; no supplier has anything that came after the split."""

    name = "prenan"

    def __init__(self, history: History, weights: Matching | None = None, quota: Quota | None = None) -> None:
        self._history, self._weights, self.quota = history, weights or matching(), quota
        self._model = _learned(history)
        self.candidates = {each.id: self._candidate(each) for each in history.pool.values()}
        self._index = TantivyIndex()
        self._index.put([self._document(each) for each in self.candidates.values()])

    def without_room(self) -> Self:
        """The same without quota and benefit of the doubt: what newcomers cost and bring is the difference."""
        other = copy(self)
        other.name, other.quota = "prenan, no room", NO_ROOM
        other._weights = self._weights.model_copy(update={"newcomer": 0})
        return other

    def rank(self, question: Contract) -> Sequence[str]:
        """The suppliers of the shortlist."""
        return [position.supplier for position in self.shortlist(question).positions]

    def shortlist(self, question: Contract) -> Shortlist:
        """The shortlist of a past contract, as a buyer would have got it."""
        need = self._need(question)
        asked = Question(need.text, need.codes, need.department, need.buyer)
        hits = self._index.find(asked, fetched(DEPTH))
        similarity = {hit.id: hit.similarity for hit in hits}
        candidates = [self.candidates[hit.id] for hit in hits]
        return shortlist(need, candidates, similarity, self._weights, quota=self.quota, limit=DEPTH)

    def _need(self, question: Contract) -> Need:
        home = self._history.home(question)
        place = question.place or (Place(department=home) if home else None)
        codes = (question.code,) if question.code else self._model.codes(words(question.text))
        value = ValueBand(question.value, question.value) if question.value else None
        return Need(question.text, question.on, codes, place, value=value, buyer=question.buyer)

    def _candidate(self, profile: Profile) -> Candidate:
        held = self._history.held.get(profile.id, ())
        awards = Awards.of(_award(each, self._history) for each in held)
        told = () if held else self._model.codes(words(profile.name), 2)
        offers = tuple(Offer(code, inferred=True) for code in told)
        return Candidate(profile.id, profile.name, profile.place, profile.size, offers, awards)

    def _document(self, candidate: Candidate) -> SupplierDocument:
        held = self._history.held.get(candidate.id, ())
        own = candidate.place.department if candidate.place else None
        served = {own, *candidate.awards.departments}
        codes = set(candidate.awards.by_code) | {offer.code for offer in candidate.offers}
        return SupplierDocument(
            id=candidate.id,
            name=candidate.name,
            past="\n".join(each.text for each in held),
            departments=tuple(sorted(filter(None, served))),
            codes=tuple(sorted(filter(None, codes))),
            buyers=tuple(sorted(self._history.clients.get(candidate.id, ()))),
        )


def _award(contract: Contract, history: History) -> Award:
    return Award(
        contract.buyer,
        contract.on,
        contract.code,
        history.home(contract),
        float(contract.value) if contract.value else None,
    )


def _learned(history: History) -> CodeModel:
    """Codes from the labels of the vocabulary, the objects of past contracts and the names of their holders."""
    model = CodeModel()
    for division in divisions().values():
        model.learn(f"{division.code}000000", words(division.fr))
    for contract in history.contracts:
        if contract.code:
            names = (history.pool[each].name for each in contract.holders if each in history.pool)
            model.learn(contract.code, words(" ".join((contract.text, *names))))
    return model
