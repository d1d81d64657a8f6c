"""The observatory: what was bought, from whom, and whether the purchasing policy keeps its promises.

It keeps what every fact told, as it was told: rows that are only ever added, the same whatever the order in which facts
came (`persistence.told`). All figures follow from them. It consumes procedures, offers, suppliers, sourcing and its own
flags; all that it keeps of them can be rebuilt from the facts: it lives in the schema `projection`. Its own state, in
`public` (`persistence.own`), is what people set and what it last told: it publishes figures, crossed targets and grades
for everybody, and red flags for those who may see them.
"""
