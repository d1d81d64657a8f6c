"""`prenan import suppliers`: registers of companies, on the public way in, however large."""
