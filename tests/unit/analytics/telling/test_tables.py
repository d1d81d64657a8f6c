"""Every fact is told into the tables that are there, in columns that they have."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from contracts.catalogue import FACTS
from contracts.envelope import Envelope
from contracts.fact import Fact
from services.analytics.domain.telling import TELLERS, UNTOLD, tell
from services.analytics.persistence.told import TOLD
from tests.depth import examples
from tests.instances import instances

TABLES = {table.name: table for table in TOLD}
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def enveloped(fact: type[Fact], document: Any) -> Envelope:
    return Envelope(
        id=uuid4(),
        source="/services/elsewhere",
        type=fact.wire_type(),
        subject=str(uuid4()),
        time=NOW,
        dataschema=fact.schema_url(),
        partitionkey=str(uuid4()),
        sequence="000000000003",
        recordedtime=NOW,
        data=document,
    )


def test_every_type_of_fact_either_leaves_rows_or_is_said_to_leave_none_and_why() -> None:
    assert set(TELLERS) | set(UNTOLD) == set(FACTS)
    assert not set(TELLERS) & set(UNTOLD)
    assert all(UNTOLD.values())


@pytest.mark.parametrize("kind", TELLERS, ids=lambda kind: kind.__name__)
def test_a_fact_tells_rows_that_its_tables_take(kind: type[Fact]) -> None:
    @settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
    @given(instances(kind.model_json_schema()))
    def told(document: Any) -> None:
        for name, row in tell(kind, enveloped(kind, document)):
            columns = TABLES[name].columns
            assert set(row) <= {column.name for column in columns}
            needed = {column.name for column in columns if not column.nullable} - {"batch"}
            assert needed <= {column for column, value in row.items() if value is not None}

    told()
