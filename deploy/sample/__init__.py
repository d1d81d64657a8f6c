"""The sample market: an invented region of Brittany and its contracts, made anew from a seed at each first start.

Communes, purchase areas, CPV codes and working days are real; the buyer, the companies and the contracts are not.
"""
