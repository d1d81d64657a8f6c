"""How far a figure is from its target, in contracts or in euros rather than in points."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from contracts.indicators import Indicator, Target
from services.analytics.domain.figure import Figure

_CENT = Decimal("0.01")
_ONE = Decimal(1)
_NOUNS = {
    "contract": ("contrat", "contracts"),
    "holding": ("titulaire", "holders"),
    "tender": ("consultation", "tenders"),
    "lot": ("lot", "lots"),
    "bid": ("offre", "bids"),
    "bidder": ("candidat", "bidders"),
    "plan": ("projet d’achat", "plan entries"),
    "question": ("question", "questions"),
    "payment": ("paiement", "payments"),
    "invoice": ("facture", "invoices"),
    "report": ("bilan", "reports"),
    "food": ("bilan", "reports"),
}
_PLURALS = {"projet d’achat": "projets d’achat"}


@dataclass(frozen=True)
class Gap:
    """What is missing to reach the target with the same denominator; zero once it is reached."""

    missing: Decimal
    fr: str
    en: str


def gap(indicator: Indicator, figure: Figure, target: Target | None, *, monetary: bool) -> Gap | None:
    """The gap of a share that has a target; None for a figure that has none or cannot be computed."""
    tally = figure.tally
    if target is None or figure.computation.form != "share" or not tally.denominator or tally.numerator is None:
        return None
    goal, step = target.value * tally.denominator / 100, _CENT if monetary else _ONE
    lower = indicator.direction == "lower"
    if lower:
        missing = max(tally.numerator - goal.quantize(step, ROUND_FLOOR), Decimal(0))
    else:
        missing = max(goal.quantize(step, ROUND_CEILING) - tally.numerator, Decimal(0))
    percent = f"{target.value.normalize():f}"
    if not missing:
        return Gap(missing, f"L’objectif de {percent} % est atteint.", f"The target of {percent}% is reached.")
    words = _in_euros if monetary else _in_rows
    return Gap(missing, *words(figure, missing, percent, lower=lower))


def _in_euros(figure: Figure, missing: Decimal, percent: str, *, lower: bool) -> tuple[str, str]:
    whole = figure.tally.denominator or Decimal(0)
    en = [f"{amount:,.2f}".removesuffix(".00") for amount in (missing, whole)]
    fr = [text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",") for text in en]
    return (
        f"{fr[0]} € {'de moins' if lower else 'de plus'} sur {fr[1]} € : objectif de {percent} % atteint.",
        f"€{en[0]} {'less' if lower else 'more'} of €{en[1]} would reach the target of {percent}%.",
    )


def _in_rows(figure: Figure, missing: Decimal, percent: str, *, lower: bool) -> tuple[str, str]:
    whole = figure.tally.denominator
    noun, nouns = _NOUNS.get(figure.computation.grain, ("ligne", "rows"))
    if missing > 1:
        noun = _PLURALS.get(noun, f"{noun}s")
    return (
        f"{missing} {noun} de {'moins' if lower else 'plus'} sur {whole} : objectif de {percent} % atteint.",
        f"{missing} {'fewer' if lower else 'more'} of {whole} {nouns} would reach the target of {percent}%.",
    )
