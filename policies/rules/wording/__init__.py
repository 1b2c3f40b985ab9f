"""What the rule language says to people, in Chinese and English, kept as tables because it knows no gettext."""
