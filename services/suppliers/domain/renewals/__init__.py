"""Contracts that run out, and the purchases that follow."""
