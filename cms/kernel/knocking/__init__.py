"""How often somebody may knock: public forms and codes are limited per person and origin, counted for every server."""
