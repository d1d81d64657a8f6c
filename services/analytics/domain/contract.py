"""What makes a holder a first-time awardee."""

FIRST_TIME_MONTHS = 48
"""A holder is a first-time awardee if it had no contract of the buyer in as many months before."""
