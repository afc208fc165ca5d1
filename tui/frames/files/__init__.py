"""Opens what people have: delimited text, Parquet, Arrow, JSON, Excel, SQLite, and says what it could not read."""
