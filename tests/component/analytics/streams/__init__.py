"""Coherent streams of facts, as large and as random as a test wants them, from a seed."""

from tests.component.analytics.streams.perturbing import shuffled
from tests.component.analytics.streams.world import a_stream

__all__ = ["a_stream", "shuffled"]
