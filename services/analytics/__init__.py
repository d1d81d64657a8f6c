"""The observatory: what was bought, from whom, and whether the purchasing policy keeps its promises.

It owns what was told, as it was told (the truth), and the figures that follow from it, which anyone may ask for. It
consumes procedures, offers, suppliers, sourcing and its own flags, and all of that can be rebuilt from the facts: it
lives in the schema `projection`. Its own state, in `public`, is what people set (targets, alerts, comments) and what it
last told: it publishes figures, crossed targets and grades for everybody, and red flags for those who may see them.
"""
