"""An observatory of any size: its told rows, what is asked of it, and PostgreSQL as its peer."""
