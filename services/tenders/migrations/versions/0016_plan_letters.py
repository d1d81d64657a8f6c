"""Letters to those who follow an entry of a purchase plan."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TENDER = "uq_notification_tender_id_cause_recipient"


def upgrade() -> None:
    op.drop_constraint("fk_notification_tender_id_tender", "notification")
    op.alter_column("notification", "tender_id", new_column_name="about")
    for column, said in {
        "about": "a tender, or an entry of a purchase plan",
        "cause": "what happened to it",
        "recipient": "the withdrawal, question or following that left the address",
    }.items():
        op.alter_column("notification", column, comment=said)
    op.execute(f"ALTER TABLE notification RENAME CONSTRAINT {TENDER} TO uq_notification_about_cause_recipient")
