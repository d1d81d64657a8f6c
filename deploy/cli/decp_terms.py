"""What essential data say of the terms of a contract: price, conditions, considerations, those of a concession."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.reference.labels import plain
from contracts.vocabulary import (
    Ccag,
    Clauses,
    Concession,
    ConcessionKind,
    Group,
    Modality,
    Money,
    PriceForm,
)
from deploy.cli import cells

NOTHING = frozenset({"", "nc", "n/a", "sans objet", "non disponible", "inconnu", "non"})
"""What is written where there is nothing to say."""
_DAYS = ("iso", "%d/%m/%Y")
_RESERVED = frozenset({plain("Marché réservé"), plain("Concession réservée")})
_NO_GROUP = plain("Pas de groupement")
Read = Callable[[str, Any, str, Callable[[str], Any]], Any]
"""Reads a member of a node under a name of ours, and reports what cannot be read."""
Node = Mapping[str, Any]


def listed(node: Any, wrapper: str = "") -> list[Any]:
    """The members of a list however it is wrapped: `[{w: x}]`, `{w: [x]}`, `{w: x}`, `[x]`, `x` and nothing."""
    if isinstance(node, dict) and wrapper in node:
        return listed(node[wrapper])
    members = node if isinstance(node, list) else [] if node is None else [node]
    return [each[wrapper] if isinstance(each, dict) and wrapper in each else each for each in members]


def terms_of(node: Node, read: Read, *, is_concession: bool) -> dict[str, Any]:
    """The members of a contract that hold its terms; None where nothing is said."""
    social = _said(node, "considerationsSociales", "considerationSociale")
    environmental = _said(node, "considerationsEnvironnementales", "considerationEnvironnementale")
    innovative: bool | None = read("clauses.innovation", node, "marcheInnovant", cells.yes)
    return {
        "price_form": read("price_form", node, "formePrix", lambda said: cells.word(said, PriceForm)),
        "price_revision": _revision(_said(node, "typesPrix", "typePrix")),
        "ccag": read("ccag", node, "ccag", lambda said: cells.word(said, Ccag)),
        "advance": _advance(node, read),
        "group": read("group", node, "typeGroupementOperateurs", _group),
        "modalities": _modalities(node, read),
        "subcontracting": read("subcontracting", node, "sousTraitanceDeclaree", cells.yes),
        "clauses": _clauses(social, environmental, innovative) if social or environmental else None,
        "social_criterion": "critere social" in social if social else None,
        "environmental_criterion": "critere environnemental" in environmental if environmental else None,
        "reserved": bool(social & _RESERVED) if social else None,
        "concession": _concession(node, read) if is_concession else None,
    }


def _said(node: Node, name: str, wrapper: str) -> frozenset[str]:
    return frozenset(plain(str(each)) for each in listed(node.get(name), wrapper))


def _revision(said: frozenset[str]) -> bool | None:
    return any("revisable" in each for each in said) if said - NOTHING else None


def _advance(node: Node, read: Read) -> Decimal | None:
    """The rate of the advance, 0 where there is none."""
    if read("advance", node, "attributionAvance", cells.yes) is False:
        return Decimal(0)
    rate: Decimal | None = read("advance", node, "tauxAvance", part)
    return rate


def _group(said: str) -> Group | None:
    return None if plain(said) == _NO_GROUP else cells.word(said, Group)


def _modalities(node: Node, read: Read) -> tuple[Modality, ...]:
    each = ({"said": one} for one in listed(node.get("modalitesExecution"), "modaliteExecution"))
    found = (read("modalities", one, "said", lambda said: cells.word(said, Modality)) for one in each)
    return tuple(sorted({one for one in found if one}))


def _clauses(social: frozenset[str], environmental: frozenset[str], innovative: bool | None) -> Clauses:
    return Clauses(
        social="clause sociale" in social,
        environmental="clause environnementale" in environmental,
        innovation=innovative or False,
    )


def _concession(node: Node, read: Read) -> Concession:
    procedure = plain(str(node.get("procedure")))
    known = procedure.startswith("procedure ")
    return Concession(
        kind=read("concession.kind", node, "nature", lambda said: cells.word(said, ConcessionKind)),
        negotiated="non negociee" not in procedure if known else None,
        restricted="restreinte" in procedure if known else None,
        starts_on=read("concession.starts_on", node, "dateDebutExecution", day),
        subsidies=read("concession.subsidies", node, "montantSubventionPublique", money),
    )


def money(said: str) -> Money:
    """An amount in euros."""
    return cells.money(cells.number(said))


def part(said: str) -> Decimal:
    """A part of a whole, written as a rate from 0 to 1."""
    return cells.share(cells.number(said))


def day(said: str) -> date:
    """A day as the format writes it, or as people do."""
    return cells.day(said, _DAYS)
