"""The published language of Prenañ: shared words, event types and the envelope they travel in."""
