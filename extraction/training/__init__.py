"""How the weights of the reader's own model are made, from this repository alone."""
