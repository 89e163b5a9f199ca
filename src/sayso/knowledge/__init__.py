"""What sayso knows beforehand: typed loaders over data files that people edit."""
