"""WHO OBJECTS: objections to a result, complaints about their answers, their legal clocks and what they suspend."""
