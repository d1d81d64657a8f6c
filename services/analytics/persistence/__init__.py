"""The projection in PostgreSQL: how it is kept, and how figures are read from it."""
