"""Who could supply a need, before any call: how many, where, how large, how experienced."""
