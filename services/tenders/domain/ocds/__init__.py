"""The Open Contracting Data Standard (OCDS 1.1.5): each public fact as releases, a procedure as one compiled record."""
