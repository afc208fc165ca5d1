"""Foreign exports mapped into the tables of the corpus: what each column means, how its cells are read."""
