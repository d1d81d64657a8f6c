"""Bids by who handed them in, and by their company.

Revision ID: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_bid_depositor", "bid", ["depositor", "received_at"])
    op.create_index("ix_bid_company", "bid", [sa.text("left(bidder ->> 'id', 9)"), "received_at"])


def downgrade() -> None:
    op.drop_index("ix_bid_company", "bid")
    op.drop_index("ix_bid_depositor", "bid")
