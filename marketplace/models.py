"""The models of this wing, as a table of contents: each room keeps its own."""
