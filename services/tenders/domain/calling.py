"""What a tender may be a call under: a framework agreement, or a dynamic purchasing system."""

from chassis.errors import Conflict, Unacceptable
from contracts.vocabulary import Identifier, Technique
from services.tenders.domain.contract import Contract
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Terms

_ARTICLE = "CCP L2125-1"
_LASTING = frozenset({TenderStatus.PUBLISHED, TenderStatus.CLOSED, TenderStatus.OPENED})


class NotCallable(Unacceptable):
    """What the tender is to be within is neither a framework agreement nor a dynamic system of its buyer."""


class NobodyAdmitted(Conflict):
    """Nobody is admitted to the dynamic system yet, or it is over."""


def must_be_callable(terms: Terms, contract: Contract | None, system: Tender | None) -> None:
    """Refuse a tender within what is neither a framework contract nor a dynamic system of the same buyer."""
    if terms.within is None or _is_agreement(terms, contract) or _is_system(terms, system):
        return
    raise NotCallable(within=str(terms.within), technique=terms.technique.value, article=_ARTICLE)


def guests(system: Tender) -> tuple[Identifier, ...]:
    """All who are admitted so far: they, and nobody else, are invited to a specific purchase."""
    if system.status not in _LASTING or not system.admitted:
        raise NobodyAdmitted(status=system.status.value, admitted=len(system.admitted), article=_ARTICLE)
    return system.admitted


def _is_agreement(terms: Terms, contract: Contract | None) -> bool:
    return (
        contract is not None
        and contract.state.buyer == terms.buyer
        and contract.state.technique is Technique.FRAMEWORK
        and terms.technique is not Technique.DYNAMIC_SYSTEM
    )


def _is_system(terms: Terms, system: Tender | None) -> bool:
    return (
        system is not None
        and system.is_public
        and system.terms.buyer == terms.buyer
        and system.terms.within is None
        and system.terms.technique is terms.technique is Technique.DYNAMIC_SYSTEM
    )
