"""Who may judge: the register of experts from which panels are drawn."""
