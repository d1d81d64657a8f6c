"""Our words in those of the essential data: orders of 22 December 2022, format-commande-publique 2.0.3."""

from collections.abc import Iterable
from typing import Any

from contracts.reference.nuts import department_of, within
from contracts.reference.regions import region_of
from contracts.vocabulary import (
    Ccag,
    ConcessionKind,
    ContractState,
    Group,
    Holder,
    Modality,
    Money,
    Nuts,
    PriceForm,
    Procedure,
    Share,
    Technique,
)

Node = dict[str, Any]
"""A part of the document, ready for JSON."""
FRANCE = "FR"
LONGEST_REFERENCE, LONGEST_TITLE = 16, 1000
_LEAST_AMOUNT = 1
NOT_APPLICABLE = "Sans objet"
PROCEDURE = {
    Procedure.ADAPTED: "Procédure adaptée",
    Procedure.OPEN: "Appel d'offres ouvert",
    Procedure.RESTRICTED: "Appel d'offres restreint",
    Procedure.NEGOTIATED: "Procédure avec négociation",
    Procedure.NEGOTIATED_WITH_CALL: "Procédure avec négociation",
    Procedure.WITHOUT_PUBLICITY: "Marché passé sans publicité ni mise en concurrence préalable",
    Procedure.DIALOGUE: "Dialogue compétitif",
}
"""The format knows no other procedure."""
TECHNIQUE = {
    Technique.SIMPLE: NOT_APPLICABLE,
    Technique.SUBSEQUENT: NOT_APPLICABLE,
    Technique.TRANCHES: NOT_APPLICABLE,
    Technique.FRAMEWORK: "Accord-cadre",
    Technique.DYNAMIC_SYSTEM: "Système d'acquisition dynamique",
}
MODALITY = {
    Modality.TRANCHES: "Tranches",
    Modality.ORDERS: "Bons de commande",
    Modality.SUBSEQUENT: "Marchés subséquents",
}
CCAG = {
    Ccag.NONE: "Pas de CCAG",
    Ccag.WORKS: "Travaux",
    Ccag.PROJECT_MANAGEMENT: "Maitrise d'œuvre",
    Ccag.SUPPLIES_AND_SERVICES: "Fournitures courantes et services",
    Ccag.INDUSTRIAL: "Marchés industriels",
    Ccag.INTELLECTUAL: "Prestations intellectuelles",
    Ccag.INFORMATION_TECHNOLOGY: "Techniques de l'information et de la communication",
}
PRICE_FORM = {PriceForm.UNIT: "Unitaire", PriceForm.LUMP_SUM: "Forfaitaire", PriceForm.MIXED: "Mixte"}
GROUP = {Group.JOINT: "Conjoint", Group.SOLIDARY: "Solidaire"}
CONCESSION = {
    ConcessionKind.WORKS: "Concession de travaux",
    ConcessionKind.SERVICE: "Concession de service",
    ConcessionKind.PUBLIC_SERVICE: "Concession de service public",
    ConcessionKind.DELEGATION: "Délégation de service public",
}


def fitting(words: str, longest: int) -> str | None:
    """Words that the format has room for."""
    return words if len(words) <= longest else None


def amount(money: Money | None) -> float | None:
    """Euros excluding VAT, from one euro on."""
    return float(money.amount) if money and money.amount >= _LEAST_AMOUNT else None


def rate(share: Share | None) -> float | None:
    """A part of a whole, from 0 to 1."""
    return None if share is None else float(share)


def place(places: Iterable[Nuts]) -> Node | None:
    """The main place of performance: the first that is a département, a region or the country."""
    return next((found for unit in places if (found := _coded(unit))), None)


def _coded(unit: Nuts) -> Node | None:
    if department := department_of(unit):
        return {"code": department, "typeCode": "Code département"}
    if region := region_of(within(unit)):
        return {"code": region, "typeCode": "Code région"}
    return {"code": FRANCE, "typeCode": "Code pays"} if unit == FRANCE else None


def operators(holders: Iterable[Holder], name: str) -> list[Node] | None:
    """Holders by their numbers, each under `name`; None where one of them has none."""
    known = [one.identifier for one in holders]
    if None in known:
        return None
    return [{name: {"typeIdentifiant": one.scheme, "id": one.id}} for one in known if one]


def social(state: ContractState, reserved: str) -> Node | None:
    """Social considerations; `reserved` is the word for a contract that is kept for some."""
    if state.clauses is None:
        return None
    said = {
        "Clause sociale": state.clauses.social,
        "Critère social": state.social_criterion,
        reserved: state.clauses.reserved or state.reserved,
    }
    return {"considerationSociale": _of(said) or ["Pas de considération sociale"]}


def environmental(state: ContractState) -> Node | None:
    """Environmental considerations."""
    if state.clauses is None:
        return None
    said = {
        "Clause environnementale": state.clauses.environmental,
        "Critère environnemental": state.environmental_criterion,
    }
    return {"considerationEnvironnementale": _of(said) or ["Pas de considération environnementale"]}


def _of(said: dict[str, Any]) -> list[str]:
    return [word for word, holds in said.items() if holds]
