"""The measures, by the name that the command line knows them by; each gives rows of the table."""
