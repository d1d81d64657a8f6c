"""An invented register of suppliers at any size, in the columns of INSEE's stock of establishments (SIRENE)."""
