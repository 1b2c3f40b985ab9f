"""WHAT LOOKS WRONG: clues with formula, evidence and chance, and the cases that look into them; no conclusions."""
