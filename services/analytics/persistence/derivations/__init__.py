"""What follows from what was told: one SELECT a grain, which DuckDB runs over the present or over a past view."""
