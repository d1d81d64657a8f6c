"""Suppliers that could bid together: CCP R2142-19."""
