"""How far a figure is from its target, in contracts or in euros rather than in points."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from contracts.indicators import Target
from services.analytics.domain.figure import Figure

_CENT = Decimal("0.01")
_ONE = Decimal(1)


@dataclass(frozen=True)
class Gap:
    """What is missing to reach the target with the same denominator; zero once it is reached."""

    missing: Decimal
    fr: str
    en: str


def gap(figure: Figure, target: Target | None, *, monetary: bool) -> Gap | None:
    """The gap of a share that has a target; None for a figure that has none or cannot be computed."""
    tally = figure.tally
    if target is None or not tally.denominator:
        return None
    goal, step = target.value * tally.denominator / 100, _CENT if monetary else _ONE
    if figure.indicator.direction == "lower":
        missing = max(tally.numerator - goal.quantize(step, ROUND_FLOOR), Decimal(0))
    else:
        missing = max(goal.quantize(step, ROUND_CEILING) - tally.numerator, Decimal(0))
    return Gap(missing, *_sentences(figure, target, missing, monetary=monetary))


def _sentences(figure: Figure, target: Target, missing: Decimal, *, monetary: bool) -> tuple[str, str]:
    whole, percent = figure.tally.denominator, f"{target.value.normalize():f}"
    if not missing:
        return f"L’objectif de {percent} % est atteint.", f"The target of {percent} % is reached."
    lower = figure.indicator.direction == "lower"
    plural = "" if missing == 1 else "s"
    if monetary:
        return (
            f"{missing} EUR {'de moins' if lower else 'de plus'} sur {whole} atteindraient l’objectif de {percent} %.",
            f"{missing} EUR {'less' if lower else 'more'} of {whole} would reach the target of {percent} %.",
        )
    return (
        f"{missing} contrat{plural} de {'moins' if lower else 'plus'} sur {whole} : objectif de {percent} % atteint.",
        f"{missing} {'fewer' if lower else 'more'} of {whole} contracts would reach the target of {percent} %.",
    )
