"""The county's working days over the published tables: changed by two people, never by one."""
