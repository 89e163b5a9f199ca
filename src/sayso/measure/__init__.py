"""Scores over any gold standard: spans, links, clusters, timexes. No gold data lives here."""
