"""How many could supply a need, and what follows for the call."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from contracts.reference.matching import Matching
from contracts.reference.potential import AdviceRule, Potential
from contracts.vocabulary import SizeClass
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.potential.field import WHOLE, can_carry, is_dependent, is_experienced, is_of_field

_SMES = frozenset({SizeClass.TPE, SizeClass.PME})
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """Those of the candidates who employ people far from employment, and those who hold a valid label."""

    inclusive: Collection[str] = ()
    labelled: Collection[str] = ()


@dataclass(frozen=True)
class Advice:
    """What is advised, and why, in French and English."""

    code: str
    fr: str
    en: str
    because_fr: str
    because_en: str

    @classmethod
    def of(cls, rule: AdviceRule, figures: Mapping[str, int]) -> Self:
        """An advice with its figures in words."""
        because = rule.because
        return cls(rule.code, rule.fr, rule.en, because.fr.format(**figures), because.en.format(**figures))


@dataclass(frozen=True)
class Supply:
    """Counts of suppliers of the field, by what they are; shares in percent; a figure that was not asked is absent.

    `by_size` counts by size class, `unknown` where nobody said. Where not `complete`, there are more than were looked
    at.
    """

    figures: Mapping[str, int]
    by_size: Mapping[str, int]
    complete: bool
    advice: tuple[Advice, ...]


def supply(
    need: Need,
    candidates: Sequence[Candidate],
    standing: Standing,
    potential: Potential,
    weights: Matching,
    *,
    complete: bool = True,
) -> Supply:
    """The supply of a need among candidates, and the advice that follows."""
    found = [one for one in candidates if is_of_field(need, one, potential)]
    figures = {**_standing(need, found, standing, potential), **_carrying(need, found, potential, weights)}
    advice = tuple(
        Advice.of(rule, figures) for rule in potential.advice if all(each.holds(figures) for each in rule.when)
    )
    sizes = Counter(one.size.value if one.size else UNKNOWN for one in found)
    return Supply(figures, {name: sizes[name] for name in (*SizeClass, UNKNOWN)}, complete, advice)


def _standing(need: Need, found: Sequence[Candidate], standing: Standing, potential: Potential) -> dict[str, int]:
    """Who they are; those nearby only where the need says where."""
    figures = {
        "suppliers": len(found),
        "experienced": sum(is_experienced(need, one, potential) for one in found),
        "never_awarded": sum(not one.awards.last for one in found),
        "dependent": sum(is_dependent(one, potential) for one in found),
        "inclusive": sum(one.id in standing.inclusive for one in found),
        "labelled": sum(one.id in standing.labelled for one in found),
    }
    figures |= _shares(figures, len(found), "never_awarded", "dependent")
    if need.department:
        figures["local"] = sum(bool(one.place and one.place.department == need.department) for one in found)
    return figures


def _carrying(need: Need, found: Sequence[Candidate], potential: Potential, weights: Matching) -> dict[str, int]:
    """Who can carry the value, where one is said."""
    smes = [one for one in found if one.size in _SMES]
    if need.value is None:
        return {"smes": len(smes)}
    figures = {
        "smes": len(smes),
        "able": sum(can_carry(need, one, potential, weights) for one in found),
        "able_smes": sum(can_carry(need, one, potential, weights) for one in smes),
    }
    shares = {**_shares(figures, len(found), "able"), **_shares(figures, len(smes), "able_smes")}
    return {**figures, **{name.replace("smes", "sme"): share for name, share in shares.items()}}


def _shares(figures: Mapping[str, int], whole: int, *names: str) -> dict[str, int]:
    """Percentages of a whole; none of nothing."""
    return {f"{name}_share": figures[name] * WHOLE // whole for name in names} if whole else {}
