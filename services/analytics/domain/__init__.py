"""The rules of the observatory: what a contract is, where its holders are, what a figure says."""
