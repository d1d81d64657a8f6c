"""A public contract (marché public) in the form of the essential data: order of 22 December 2022, annex."""

from contracts.vocabulary import Modality, Technique
from services.tenders.domain.decp import words
from services.tenders.domain.decp.modifications import modifications
from services.tenders.domain.decp.told import Told
from services.tenders.domain.decp.words import Node


def market(told: Told) -> Node:
    """Every member of the format; None for what is not recorded, or not as the format has it."""
    state = told.state
    return {
        "id": words.fitting(state.reference, words.LONGEST_REFERENCE),
        "acheteur": {"id": state.buyer},
        "nature": "Marché",
        "objet": state.title[: words.LONGEST_TITLE],
        "codeCPV": state.cpv,
        "techniques": _listed("technique", words.TECHNIQUE.get(state.technique)),
        "modalitesExecution": _modalities(told),
        "idAccordCadre": told.framework and words.fitting(told.framework, words.LONGEST_REFERENCE),
        "marcheInnovant": state.clauses and state.clauses.innovation,
        "ccag": state.ccag and words.CCAG[state.ccag],
        "offresRecues": state.bids or None,
        "attributionAvance": None if state.advance is None else state.advance > 0,
        "tauxAvance": words.rate(state.advance),
        "typeGroupementOperateurs": _group(told),
        "sousTraitanceDeclaree": told.subcontracted if told.ours else state.subcontracting,
        "procedure": state.procedure and words.PROCEDURE.get(state.procedure),
        "lieuExecution": words.place(state.places),
        "dureeMois": state.months or None,
        "dateNotification": state.notified_on and state.notified_on.isoformat(),
        "datePublicationDonnees": told.published_on,
        "montant": words.amount(state.initial or state.maximum),
        "typesPrix": _listed("typePrix", _price_type(told)),
        "formePrix": state.price_form and words.PRICE_FORM[state.price_form],
        "origineUE": words.rate(state.origin_european),
        "origineFrance": words.rate(state.origin_france),
        "titulaires": words.operators(state.holders, "titulaire"),
        "considerationsSociales": words.social(state, "Marché réservé"),
        "considerationsEnvironnementales": words.environmental(state),
        "modifications": modifications(told, day="dateNotificationModification", value="montant", holder="titulaire"),
    }


def _listed(name: str, word: str | None) -> Node | None:
    return {name: [word]} if word else None


def _modalities(told: Told) -> Node | None:
    """A framework agreement is performed by orders or by contracts: silence about it says nothing."""
    state = told.state
    known = state.modalities or ((Modality.TRANCHES,) if state.technique is Technique.TRANCHES else ())
    if not known and state.technique is Technique.FRAMEWORK:
        return None
    return {"modaliteExecution": [words.MODALITY[one] for one in known] or [words.NOT_APPLICABLE]}


def _group(told: Told) -> str | None:
    state = told.state
    if len(state.holders) == 1:
        return "Pas de groupement"
    return words.GROUP[state.group] if state.group else None


def _price_type(told: Told) -> str | None:
    """Whether the price is revised; a firm one that is brought up to date at its start is told as firm."""
    revised = told.state.price_revision
    return None if revised is None else "Définitif révisable" if revised else "Définitif ferme"
