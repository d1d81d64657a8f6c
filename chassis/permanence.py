"""The journal is append-only: what would change or remove a fact, its position or a checkpoint is refused by trigger.

Whoever owns the tables may disable the triggers; the hash chain and the signed checkpoints show what was then done.
"""

TABLES = ("event_log", "event_feed", "journal_checkpoint")
_KEPT, _WHOLE = "journal_kept", "journal_whole"

_REFUSE = """
    CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the journal is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', HINT = 'see docs/journal.md';
    END $$
"""
_ON_ROWS = (
    f"CREATE TRIGGER {_KEPT} BEFORE UPDATE OR DELETE ON {{table}} FOR EACH ROW EXECUTE FUNCTION refuse_journal_change()"
)
_ON_TRUNCATION = (
    f"CREATE TRIGGER {_WHOLE} BEFORE TRUNCATE ON {{table}} FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()"
)
_OF_PARTITIONS = f"""
    DO $$ DECLARE part regclass; BEGIN
        FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event_log'::regclass LOOP
            EXECUTE format('{_ON_TRUNCATION.format(table="%s")}', part);
        END LOOP;
    END $$
"""

UNGUARDED = f"""
    SELECT t.name::text FROM (
        SELECT unnest(ARRAY{list(TABLES)}::regclass[]) AS name
        UNION SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event_log'::regclass
    ) t WHERE 2 > (
        SELECT count(*) FROM pg_trigger g
        WHERE g.tgrelid = t.name AND g.tgname IN ('{_KEPT}', '{_WHOLE}') AND g.tgenabled IN ('O', 'A')
    ) ORDER BY 1
"""
"""The tables of the journal that lack one of their triggers, or where it is disabled."""


def statements() -> list[str]:
    """What makes the tables of the journal append-only, with the partitions that are there."""
    guards = [guard.format(table=table) for table in TABLES for guard in (_ON_ROWS, _ON_TRUNCATION)]
    return [_REFUSE, *guards, _OF_PARTITIONS]


def guard_partition(name: str) -> str:
    """What keeps a new partition from being emptied at once; its rows are kept by the trigger of the whole journal."""
    return _ON_TRUNCATION.format(table=name)


def while_moving(table: str) -> tuple[str, str]:
    """What lets rows leave a partition, and what keeps them again: for moving them to where they belong."""
    return f"ALTER TABLE {table} DISABLE TRIGGER {_KEPT}", f"ALTER TABLE {table} ENABLE TRIGGER {_KEPT}"
