"""How the winner is found."""
