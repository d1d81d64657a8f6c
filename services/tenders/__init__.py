"""The tenders service: what a public buyer advertises, decides and signs.

It owns tenders with their lots, and contracts from signature on, whether they came of a tender here or of a register
of the past. It publishes the topic `procurement.procedures.v1`, keyed by procedure: the tender, or the contract itself
where no tender is known. It consumes `procurement.suppliers.v1`, to know the name, place and size of those it names
as holders. Its rules stand in `domain`, one act a function in `application`.
"""
