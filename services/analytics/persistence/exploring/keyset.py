"""Reading on from an edge: pages by the values of the last row, stable under writes, as deep as one likes."""

from dataclasses import dataclass
from typing import Any

import orjson

from chassis.paging import InvalidCursor, Page
from services.analytics.domain.column import COLUMNS, Kind
from services.analytics.domain.ordering import Key
from services.analytics.persistence.exploring.columns import sortable
from services.analytics.persistence.exploring.condition import Condition

_ID = Key(COLUMNS["contract_id"])
_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.COUNT: "BIGINT",
    Kind.MONEY: "DECIMAL(18,2)",
    Kind.RATE: "DECIMAL(9,6)",
    Kind.DAY: "DATE",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.FLAG: "BOOLEAN",
}
_UUIDS = frozenset({"contract_id", "procedure_id", "framework"})


@dataclass(frozen=True)
class Keyset:
    """The keys of a list, always ending with the contract's identity, so that no two rows are at one place."""

    keys: tuple[Key, ...]
    backwards: bool = False

    @classmethod
    def of(cls, keys: tuple[Key, ...], page: Page) -> "Keyset":
        """The keys in the direction in which a page is read."""
        stable = keys if any(key.column == _ID.column for key in keys) else (*keys, _ID)
        return cls(stable, page.backwards)

    @property
    def order(self) -> str:
        """SQL to order by: unknown values last, first where one reads backwards."""
        return ", ".join(map(self._directed, self.keys))

    @property
    def leading(self) -> str:
        """SQL to order by the first key alone."""
        return self._directed(self.keys[0])

    def _directed(self, key: Key) -> str:
        way = "DESC" if key.descending != self.backwards else "ASC"
        return f"{sortable(key.column)} {way} NULLS {'FIRST' if self.backwards else 'LAST'}"

    @property
    def edge(self) -> str:
        """SQL of a row's place as a cursor holds it, after the name of the order that it is a place in."""
        places = ", ".join(f"CAST({sortable(key.column)} AS VARCHAR)" for key in self.keys)
        return f"CAST(to_json(['{self._name}', {places}]) AS VARCHAR)"

    @property
    def _name(self) -> str:
        return ",".join(f"{'-' if key.descending else ''}{key.column.name}" for key in self.keys)

    def beyond(self, edge: str | None) -> Condition:
        """The rows beyond an edge; raises `InvalidCursor`."""
        if edge is None:
            return Condition()
        held = self._held(edge)
        choices = [
            " AND ".join([*(self._same(before, held) for before in range(place)), self._after(place, held)])
            for place in range(len(self.keys))
        ]
        values = {f"edge{place}": value for place, value in enumerate(held) if value is not None}
        return Condition(f"{self._near(held)} AND ({' OR '.join(f'({one})' for one in choices)})", values)

    def past(self, edge: str | None) -> Condition:
        """The rows whose first key alone lies beyond an edge: not all that follow, and cheaply found."""
        if edge is None:
            return Condition()
        held = self._held(edge)
        return Condition(self._after(0, held), {} if held[0] is None else {"edge0": held[0]})

    def _held(self, edge: str) -> list[Any]:
        """The values of an edge; a cursor of another order leads nowhere in this one."""
        try:
            name, *held = tuple(orjson.loads(edge))
        except ValueError as error:
            raise InvalidCursor from error
        if name != self._name:
            raise InvalidCursor
        return held

    def _near(self, held: list[Any]) -> str:
        """What follows for the first key alone, said apart: it lets whole blocks of rows be passed over."""
        return f"({self._after(0, held)} OR {self._same(0, held)})"

    def _same(self, place: int, held: list[Any]) -> str:
        value = sortable(self.keys[place].column)
        return f"{value} IS NULL" if held[place] is None else f"{value} = {self._edge(place)}"

    def _after(self, place: int, held: list[Any]) -> str:
        value, key = sortable(self.keys[place].column), self.keys[place]
        if held[place] is None:
            return f"{value} IS NOT NULL" if self.backwards else "false"
        beyond = f"{value} {'<' if key.descending != self.backwards else '>'} {self._edge(place)}"
        return beyond if self.backwards else f"({beyond} OR {value} IS NULL)"

    def up_to(self, bound: str | None) -> Condition:
        """The rows whose first key goes no farther than a bound, given as text; all of them without one."""
        if bound is None:
            return Condition()
        value = sortable(self.keys[0].column)
        near = f"{value} {'>=' if self.keys[0].descending != self.backwards else '<='} {self._typed('bound', 0)}"
        return Condition(f"{near} OR {value} IS NULL" if self.backwards else near, {"bound": bound})

    def _edge(self, place: int) -> str:
        return self._typed(f"edge{place}", place)

    def _typed(self, name: str, place: int) -> str:
        column = self.keys[place].column
        return f"CAST(${name} AS {'UUID' if column.name in _UUIDS else _TYPES[column.kind]})"
