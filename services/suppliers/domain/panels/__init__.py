"""What a buyer keeps of suppliers for itself: panels, notes, favourites, cautions; no other buyer ever sees it."""
