"""What the observatory does when it is told, and what it can be asked."""
