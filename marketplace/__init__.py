"""The intermediary supermarket: from admission and need to award, contract and savings."""
