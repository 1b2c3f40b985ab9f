"""What agencies may be asked to do: service categories and types, and how well each type is covered."""
