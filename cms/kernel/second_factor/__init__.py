"""The second factor: who shows one beside the password, whether this session did, and what happens when it is lost."""
