"""The desk and the HTTP API: what a reader sees, as server-rendered pages and as JSON."""
