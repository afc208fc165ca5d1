"""DuckDB: files that it reads itself, and files of its own by their addresses."""
