"""The suppliers service: the registry of those who sell to public buyers.

It owns suppliers (opérateurs économiques): who they are, where, how large, what they do. A supplier is one
establishment by its SIRET, or whoever a foreign or overseas identifier names; its identity follows from that
identifier. The service publishes the topics `procurement.suppliers.v1`, keyed by supplier, and
`procurement.sourcing.v1`, keyed by sourcing request; it consumes procedures, to know what suppliers were awarded.
What registers say is added to what is known, and never erases it: see `domain.knowledge`.
"""
