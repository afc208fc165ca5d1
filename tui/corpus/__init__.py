"""The bundled corpus: claims, what is shown of them, and the names in them."""
