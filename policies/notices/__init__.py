"""SAID IN PUBLIC: names and amounts shown for the legal days, objections heard."""
