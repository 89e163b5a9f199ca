"""The house corpus: its source format, compiler, checker, counts, loader, scorer and agreement."""
