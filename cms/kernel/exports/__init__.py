"""Lists handed out as files: safe for spreadsheets, made in the background, and every one of them on record."""
