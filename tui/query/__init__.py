"""Which rows a view shows, and the language in which people say so."""
