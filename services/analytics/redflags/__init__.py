"""The program that runs the red flags of `domain/redflags` on a file of OCDS compiled releases."""
