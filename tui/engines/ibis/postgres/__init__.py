"""PostgreSQL: one connection a query that runs, nothing ever written. Loaded only where its address is opened."""
