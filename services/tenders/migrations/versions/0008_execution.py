"""What happens to contracts after their notification: modifications, endings, acts of performance."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _extend_contract()
    _create_act()


def _extend_contract() -> None:
    op.add_column("contract", sa.Column("modifications", postgresql.JSONB, nullable=False, server_default="[]"))
    op.add_column("contract", sa.Column("termination", postgresql.JSONB))
    due_at = sa.Column("due_at", sa.DateTime(timezone=True), comment="when time alone moves it next")
    op.add_column("contract", due_at)
    op.create_index("ix_contract_due_at", "contract", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL"))
    framework = sa.Computed("state ->> 'framework'", persisted=True)
    op.add_column("contract", sa.Column("framework", sa.Text, framework))
    called = sa.text("framework IS NOT NULL")
    op.create_index("ix_contract_framework", "contract", ["framework", "id"], postgresql_where=called)
    op.create_index("ix_contract_procedure_id", "contract", ["procedure_id"])


def _create_act() -> None:
    amount = sa.Computed("(record #>> '{value,amount}')::numeric", persisted=True)
    op.create_table(
        "execution_act",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("contract_id", sa.Uuid, nullable=False),
        sa.Column("procedure_id", sa.Uuid, nullable=False),
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("record", postgresql.JSONB, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("value", sa.Numeric(18, 2), amount, comment="euros excluding VAT"),
        sa.Column("invoice", sa.Text, sa.Computed("record ->> 'invoice'", persisted=True)),
        sa.PrimaryKeyConstraint("id", name="pk_execution_act"),
    )
    op.create_index("ix_execution_act_contract_id_kind", "execution_act", ["contract_id", "kind", "id"])
    paid = sa.text("invoice IS NOT NULL")
    op.create_index("ix_execution_act_invoice", "execution_act", ["invoice"], postgresql_where=paid)
