"""The essential data of a contract, and which of them are missing."""

from dataclasses import dataclass
from typing import Self

from chassis.errors import Conflict
from services.tenders.domain.decp.concession import concession
from services.tenders.domain.decp.market import market
from services.tenders.domain.decp.told import Told
from services.tenders.domain.decp.words import Node

MARKET, CONCESSION = "marche", "contrat-concession"
"""The two lists of the document."""
OPTIONAL = frozenset({"idAccordCadre", "tauxAvance", "origineUE", "origineFrance", "modifications"})
"""Members without which a contract is whole."""


class EssentialDataIncomplete(Conflict):
    """Not everything that the format asks for is recorded of this contract; `missing` names its members."""


@dataclass(frozen=True)
class Essential:
    """The members that are known, under `kind` in the document, and the names of those that the format misses."""

    told: Told
    kind: str
    node: Node
    missing: tuple[str, ...]

    @classmethod
    def of(cls, told: Told) -> Self:
        """The essential data of a notified contract."""
        node = concession(told) if told.is_concession else market(told)
        missing = tuple(name for name, value in node.items() if value is None and name not in OPTIONAL)
        known = {name: value for name, value in node.items() if value is not None}
        return cls(told, CONCESSION if told.is_concession else MARKET, known, missing)

    def must_be_whole(self) -> None:
        """Refuse what the format would not take."""
        if self.missing:
            raise EssentialDataIncomplete(missing=list(self.missing))
