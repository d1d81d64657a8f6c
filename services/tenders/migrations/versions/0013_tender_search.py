"""Tenders are found by every filter and by the words of their title and lots, whatever the accents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ACCENTED = "ÀÁÂÃÄÅàáâãäåÇçÈÉÊËèéêëÌÍÎÏìíîïÑñÒÓÔÕÖòóôõöÙÚÛÜùúûüÝŸýÿ’"
PLAIN = "aaaaaaaaaaaacceeeeeeeeiiiiiiiinnoooooooooouuuuuuuuyyyy'"
FOLDED = f"""
    CREATE FUNCTION folded(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(
        translate(replace(replace(replace(replace(said, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
            '{ACCENTED}', '{PLAIN.replace("'", "''")}'),
        '\\mles\\M', ' ', 'gi')
"""
"""Without accents, and without the article that the French stop words of PostgreSQL leave out."""
WORDS = """
    jsonb_to_tsvector('french', folded(
        ((terms -> 'title') || jsonb_path_query_array(lots, '$[*].title'))::text)::jsonb, '["string"]')
"""
PLANNED = "to_tsvector('french', folded(purchase ->> 'title'))"


def upgrade() -> None:
    op.execute(FOLDED)
    _find_words()
    for name in ("status", "department", "area", "procedure"):
        op.create_index(f"ix_tender_{name}", "tender", [name, "id"])
    _count_needs("tender", "terms ->> 'cpv'")
    _count_needs("contract", "coalesce(state ->> 'cpv', '')")


def _find_words() -> None:
    op.drop_index("ix_tender_words", "tender")
    op.add_column("tender", sa.Column("words", postgresql.TSVECTOR, sa.Computed(WORDS, persisted=True)))
    op.create_index("ix_tender_words", "tender", ["words"], postgresql_using="gin")
    op.drop_index("ix_plan_entry_words", "plan_entry")
    op.create_index("ix_plan_entry_words", "plan_entry", [sa.text(PLANNED)], postgresql_using="gin")


def _count_needs(table: str, cpv: str) -> None:
    """By prefix of the CPV code, which a group of products is."""
    columns = ["buyer", "area", sa.text(f"({cpv}) text_pattern_ops")]
    op.create_index(f"ix_{table}_needs", table, columns)
