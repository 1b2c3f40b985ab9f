"""Both journeys of docs/MAP.md from end to end, through the services that the pages call."""
