"""WRITING A RULE: the visual editor in the Wagtail admin, and what it asks the house while a rule is written."""
