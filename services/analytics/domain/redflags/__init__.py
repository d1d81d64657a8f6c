"""Red flags: signs in bids and awards that deserve a look, by the published rules of Cardinal; a flag proves nothing.

Source: Open Contracting Partnership, documentation of Cardinal 0.0.8. `docs/red-flags.md` has each formula.
"""
