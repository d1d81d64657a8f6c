"""How well matching finds those who really won, on any register of past awards, beside simpler rankers."""
