"""Cells of tables that people open in a spreadsheet."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell begins that a spreadsheet would run (CSV injection)."""


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
