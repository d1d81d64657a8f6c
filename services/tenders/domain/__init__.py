"""The rules of tenders, lots and contracts: pure, with no clock and no input or output."""
