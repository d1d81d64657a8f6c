"""Who speaks for a company beside its own keys."""
