"""Many claims in: entities, copies, corroboration, grades. Its parts come with the issue that builds them."""
