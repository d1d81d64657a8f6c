"""The contracts behind a figure, one by one: how anyone can check it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, select, true

from chassis.paging import InvalidCursor, Page
from contracts.indicators import Indicator, Measure
from services.analytics.domain.slice import Slice
from services.analytics.persistence.measures import Value, declared, terms
from services.analytics.persistence.slicing import held
from services.analytics.persistence.tables import contract
from services.analytics.persistence.told import contract_version


def tracing(indicator: Indicator, asked: Slice, page: Page) -> Select[str, str]:
    """A page of the contracts of a slice as (key, JSON document), in the order of their ids."""
    row = contract.c
    query = (
        select(cast(row.contract_id, Text), cast(_document(indicator, asked), Text))
        .join(contract_version, row.contract_id == contract_version.c.contract_id)
        .where(held(asked), contract_version.c.version == row.version)
        .order_by(row.contract_id.desc() if page.order == "DESC" else row.contract_id)
        .limit(page.limit + 1)
    )
    return query if page.edge is None else query.where(row.contract_id.op(page.comparison)(_edge(page.edge)))


def _edge(edge: str) -> UUID:
    try:
        return UUID(edge)
    except ValueError as error:
        raise InvalidCursor from error


def _document(indicator: Indicator, asked: Slice) -> Value:
    value, row, state = declared(asked.value), contract.c, contract_version.c.state
    return func.json_build_object(
        *("contract_id", row.contract_id, "version", row.version, "buyer", row.buyer),
        *("reference", state["reference"].astext, "title", state["title"].astext),
        *("notified_on", row.notified_on, "value", cast(value, Text)),
        *("in_numerator", _taken(indicator.numerator, value)),
        *("in_denominator", _taken(indicator.denominator or indicator.numerator, value)),
    )


def _taken(measure: Measure, value: Value) -> Any:
    """Whether a contract is counted by a measure; every contract is looked at for its holders."""
    if measure is Measure.HOLDERS:
        return true()
    return func.coalesce(terms(value)[measure].taken, False)
