"""Quality against floors: `make eval`. Reads ../shared, ships nothing."""
