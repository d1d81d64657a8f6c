"""Where tenders and contracts are kept: tables, repositories, the unit of work, and reads as ready JSON."""
