"""WHAT IS PUBLISHED: open contracting data, one release per event and one record per procurement."""
