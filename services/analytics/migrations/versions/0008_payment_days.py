"""How long holders waited for their payments, as registers state it: no fact of before told it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told = sa.Column("payment_days", sa.Numeric(9, 5), comment="as a register states it")
    op.add_column("holder_version", told, schema="projection")
