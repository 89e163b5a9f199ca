"""`python -m sayso` is the command line."""

from .cli import main

main()
