"""The rule language: a tree goes in, a verdict that explains itself comes out; a library that knows no Django."""
