"""An invented registry at any size, with a record of contracts, for the measures of matching and of search."""
