"""Publishing: figures are computed anew when facts came, and what changed is told with what was last said of it."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chassis.chore import Chore
from chassis.failpoints import failpoint
from chassis.persistence import Database
from contracts.calendar import PARIS
from contracts.indicators import indicators
from services.analytics.domain.aims import aim_of, in_force, targets_of
from services.analytics.domain.period import ROLLING
from services.analytics.domain.published_figure import Aim, Computed, PublishedFigure, figure_id
from services.analytics.persistence.own.publications import Mark
from services.analytics.persistence.own.targets import Series
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork

FIGURES = "figures"
PAUSE_SECONDS = 1.0
"""How often it is looked whether facts came; in between they are gathered."""
REST = 3
"""For how many times as long as it worked it rests: what is published can wait, the copy that it asks cannot."""


@dataclass(frozen=True, order=True)
class Scope:
    """What is published as one: every indicator over a period, of all buyers ("") or of one."""

    period: str
    buyer: str = ""


class Figures(Protocol):
    """Where figures come from."""

    async def computed(self, scope: Scope) -> Sequence[Computed]:
        """Every indicator over a scope, as it stands now."""


def publishing(figures: Figures) -> Chore:
    """What a worker does for published figures, time and again."""

    async def act(database: Database) -> None:
        began = time.monotonic()
        if await publish_figures(database, figures):
            await asyncio.sleep(REST * (time.monotonic() - began))

    return Chore("publishing of figures", PAUSE_SECONDS, act)


async def publish_figures(database: Database, figures: Figures) -> bool:
    """Tell what changed since it was last published; whether there was anything to compute.

    One worker at a time does so. Figures made from fewer facts than the last ones, as while a projection is built
    anew, are not published: nothing that was told is told again.
    """
    async with OwnUnitOfWork(database) as uow:
        now = database.clock.now().astimezone(PARIS)
        if not await uow.publications.alone(FIGURES):
            return False
        last = await uow.publications.mark(FIGURES)
        present = Mark(await uow.publications.applied(), now.date(), await uow.targets.changes())
        if last == present or (last and present.is_behind(last)):
            return False
        known, series = await uow.publications.figures(), await uow.targets.every()
        computed = [
            one for scope in _scopes(known.values(), series, now.date()) for one in await figures.computed(scope)
        ]
        reached = present.reached_by([one.positions for one in computed])
        if last and reached.is_behind(last):
            return False
        uow.publications.add(_publish(computed, known, series, now))
        await uow.publications.set_mark(FIGURES, reached)
        await uow.flush()
        failpoint("figures.told")
    return True


def _scopes(known: Iterable[PublishedFigure], series: Series, today: date) -> list[Scope]:
    """This year and the last twelve months, of all and of each buyer with a target; and whatever was published before.

    A year that is over is corrected like any other.
    """
    catalogued = {target.buyer for one in indicators().values() for target in one.targets if target.buyer}
    buyers = {"", *catalogued, *(buyer for _, buyer in series)}
    wanted = {Scope(period, buyer) for period in (str(today.year), ROLLING) for buyer in buyers}
    return sorted(wanted | {Scope(one.period, one.buyer or "") for one in known})


def _publish(
    computed: Sequence[Computed], known: Mapping[object, PublishedFigure], series: Series, now: datetime
) -> list[PublishedFigure]:
    """Let each figure tell what is new of it; those that are new themselves."""
    new = []
    for one in computed:
        identity = figure_id(one.indicator, one.slice.period, one.slice.buyer)
        figure = known.get(identity) or PublishedFigure.begin(one.indicator, one.slice)
        figure.publish(one, _aim(one, series), now)
        if identity not in known:
            new.append(figure)
    return new


def _aim(one: Computed, series: Series) -> Aim | None:
    indicator, buyer = indicators()[one.indicator], one.slice.buyer
    year = one.slice.last_day.year if one.slice.last_day else None
    if year is None:
        return None
    own = series.get((one.indicator, buyer)) if buyer else None
    return aim_of(indicator, in_force(targets_of(indicator, buyer, own), year))
