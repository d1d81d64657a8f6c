"""Finding suppliers by what they are: one grammar for lists, for counts and for exports."""
