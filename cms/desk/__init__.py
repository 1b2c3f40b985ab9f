"""Registers in the Wagtail admin: snippet view sets, menu, hooks."""
