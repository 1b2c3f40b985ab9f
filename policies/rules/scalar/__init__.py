"""The evaluation of one rule for one enterprise, exact and with its reasons."""
