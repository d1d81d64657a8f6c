"""Bulk upserts as jobs: a file is taken in at once, and goes row by row to the record routes of the services."""
