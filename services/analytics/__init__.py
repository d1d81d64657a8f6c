"""The observatory: what was bought, from whom, and whether the purchasing policy keeps its promises.

It keeps what every fact told, as it was told: rows that are only ever added, the same whatever the order in which facts
came (`persistence.told`). All figures follow from them. It consumes procedures, offers, suppliers and sourcing.
Everything it keeps of them can be rebuilt from the facts: it lives in the schema `projection`.
"""
