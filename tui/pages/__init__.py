"""Pages of text: facts, claims, cards, the overview, help."""
