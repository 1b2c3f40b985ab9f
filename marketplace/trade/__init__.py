"""Trade records of the six kinds, and their rates."""
