"""A person's own files as tables: `open` takes a name, `registry` finds the format, a module of `formats` reads it."""
