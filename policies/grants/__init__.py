"""WHAT IS OWED: matches decided by the department, confirmed by the enterprise, shared out, or lapsed."""
