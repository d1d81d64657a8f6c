"""The columnar copy: what was told, mirrored in DuckDB, and every grain derived from it, in each process that reads."""
