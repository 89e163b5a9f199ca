"""How the weights were made: corpora, model, joint training, export (needs torch; not in the wheel)."""
