"""Sourcing requests: a need is made known to suppliers before any tender (sourcing): CCP R2111-1."""
