"""The demo county: a generator of inputs and a director that lives through the year by calling services."""
