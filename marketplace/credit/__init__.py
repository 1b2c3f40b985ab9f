"""WHO CAN BE RELIED ON: credit points taken only after an interview, a reply period, a decision and an appeal."""
