"""Which targets hold: those that a buyer set itself, else those of the catalogue for it, else those of all."""

from collections.abc import Sequence

from contracts.indicators import Indicator, Target
from services.analytics.domain.published_figure import Aim
from services.analytics.domain.target_series import TargetSeries


def targets_of(indicator: Indicator, buyer: str | None, own: TargetSeries | None) -> Sequence[Target]:
    """The targets that a figure of a buyer (None: of all) is held to, in the order of their years."""
    if own is not None and own.goals:
        return [Target(plan=own.plan, value=one.value, year=one.year, buyer=own.buyer) for one in own.goals]
    for whose in (buyer, None):
        held = [one for one in indicator.targets if one.buyer == whose]
        if held:
            return sorted(held, key=lambda one: one.year or 0)
    return ()


def in_force(targets: Sequence[Target], year: int | None) -> Target | None:
    """The target that holds in a year: the latest that began by then, of all where no year is asked for."""
    begun = [one for one in targets if year is None or (one.year or 0) <= year]
    return begun[-1] if begun else None


def aim_of(indicator: Indicator, target: Target | None) -> Aim | None:
    """What a figure is held to by a target."""
    return None if target is None else Aim(target.plan, target.value, indicator.direction)
