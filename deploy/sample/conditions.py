"""What the contracts of the sample say beside for their essential data, as buyers fill it in: mostly.

Drawn from a source of chance of its own, as the terms are.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from contracts.vocabulary import (
    Ccag,
    Concession,
    ConcessionKind,
    Group,
    Holder,
    Modality,
    Nature,
    Procedure,
    Technique,
    euros,
)
from deploy.sample.planning import Need

_UNTOLD = 0.06
"""Share of the records that leave a field out."""
_SOLIDARY, _SUBCONTRACTED, _CALLED, _CRITERION = 0.4, 0.2, 0.25, 0.3
_SUBSIDISED, _NEGOTIATED = 0.3, 0.7
_CCAG = {
    Nature.WORKS: Ccag.WORKS,
    Nature.SERVICES: Ccag.SUPPLIES_AND_SERVICES,
    Nature.GOODS: Ccag.SUPPLIES_AND_SERVICES,
}


def conditions(need: Need, reference: str, procedure: Procedure, holders: Sequence[Holder]) -> dict[str, Any]:
    """The fields of a contract's state that only its essential data ask for."""
    rng = Random(f"conditions {reference}")  # noqa: S311 - invented, not secret
    known = {
        "ccag": _CCAG[need.purchase.nature],
        "group": _group(rng, holders),
        "modalities": _modalities(rng, need.purchase.technique),
        "subcontracting": need.purchase.nature is Nature.WORKS and rng.random() < _SUBCONTRACTED,
        "social_criterion": rng.random() < _CRITERION,
        "environmental_criterion": rng.random() < _CRITERION,
        "concession": _concession(rng, need) if procedure is Procedure.CONCESSION else None,
    }
    return {name: value for name, value in known.items() if rng.random() >= _UNTOLD}


def _group(rng: Random, holders: Sequence[Holder]) -> Group | None:
    if len(holders) == 1:
        return None
    return Group.SOLIDARY if rng.random() < _SOLIDARY else Group.JOINT


def _modalities(rng: Random, technique: Technique) -> tuple[Modality, ...]:
    if technique is not Technique.FRAMEWORK:
        return ()
    return (Modality.SUBSEQUENT if rng.random() < _CALLED else Modality.ORDERS,)


def _concession(rng: Random, need: Need) -> Concession:
    works = need.purchase.nature is Nature.WORKS
    subsidised = rng.random() < _SUBSIDISED
    return Concession(
        kind=ConcessionKind.WORKS if works else rng.choice((ConcessionKind.SERVICE, ConcessionKind.DELEGATION)),
        negotiated=rng.random() < _NEGOTIATED,
        restricted=False,
        starts_on=need.on + timedelta(days=rng.randrange(10, 90)),
        subsidies=euros(need.value // 10_000 * 1_000 if subsidised else 0),
    )
