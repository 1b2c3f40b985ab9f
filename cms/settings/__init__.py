"""Settings by place: dev, test and production, over base (frameworks) and house (our own)."""
