"""The rules of the code de la commande publique, one a function: each refuses with its article, or warns of it."""
