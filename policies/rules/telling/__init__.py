"""Rules and values told in plain Chinese and English, generated from the tree and never written by hand."""
