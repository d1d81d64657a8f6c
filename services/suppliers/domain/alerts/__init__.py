"""What somebody wants to hear of: planned purchases, tenders and awards, by code, place and value."""
