"""Where suppliers are kept: tables, the repository, the unit of work, and reads as ready JSON."""
