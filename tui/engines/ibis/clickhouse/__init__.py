"""ClickHouse: its tables on a server, or in a store that chDB opens in this process."""
