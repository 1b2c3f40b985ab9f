"""Who asks: owners (业主单位) and their admission."""
