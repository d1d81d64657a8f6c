"""Questions as SQL: a slice, the figures asked of it and what they are grouped by become one query a grain."""
