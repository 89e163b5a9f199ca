"""Who says it: attributions found in the text, and for every proposition the chain of voices."""

from .attributions import ATTRIBUTIONS
from .chains import STAGE

__all__ = ["ATTRIBUTIONS", "STAGE"]
