"""What must not get worse: scorers for public sets in their own formats, floors, the gate."""
