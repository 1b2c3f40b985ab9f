"""Chinese search: words, pairs of characters and synonyms on PostgreSQL's own full text index."""
