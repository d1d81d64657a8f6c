"""The limits: the least that can be written for the same work, with the same libraries."""
