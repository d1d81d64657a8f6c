"""Contracts in the words of the French essential data (données essentielles, DECP 2.0.3)."""
