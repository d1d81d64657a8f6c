"""Who fits a need, and why: a score that is the sum of its parts, and room for newcomers."""
