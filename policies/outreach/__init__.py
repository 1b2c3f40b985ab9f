"""WHO IS TOLD: people who wish to hear when an enterprise becomes eligible, and enterprises that lack one fact."""
