"""Jobs: long work with a page that shows how far it is, which a person may leave and come back to."""
