"""Which indicators there are to ask for."""

from dataclasses import dataclass

from chassis.errors import NotFound
from contracts.indicators import Computation, Definition, Indicator, Part, indicators


class IndicatorUnknown(NotFound):
    """The catalogue has no indicator of this id."""


class DefinitionUnknown(NotFound):
    """The indicator has no definition of this version."""


class PartUnknown(NotFound):
    """The indicator has no part of this name."""


@dataclass(frozen=True)
class Chosen:
    """An indicator, by the version of its definition that is asked for."""

    indicator: Indicator
    definition: Definition

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is computed beside the figure itself."""
        return self.definition.parts

    @property
    def computations(self) -> tuple[Computation, ...]:
        """What is computed: the figure itself, then its parts."""
        return (self.definition, *self.parts)

    def computation(self, part: str | None) -> Computation:
        """The figure itself, or a part of it; raises `PartUnknown`."""
        found = self.definition if part is None else self.definition.part(part)
        if found is None:
            raise PartUnknown(known=[one.name for one in self.parts])
        return found


def chosen(identifier: str, version: int | None = None) -> Chosen:
    """The indicator of an id, by a version of its definition; raises `IndicatorUnknown`, `DefinitionUnknown`."""
    indicator = indicators().get(identifier)
    if indicator is None:
        raise IndicatorUnknown(known=list(indicators()))
    definition = indicator.defined(version)
    if definition is None:
        raise DefinitionUnknown(known=[one.version for one in (*indicator.earlier, indicator)])
    return Chosen(indicator, definition)
