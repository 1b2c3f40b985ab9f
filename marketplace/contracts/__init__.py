"""WHAT WAS SIGNED: contracts compared with their award, and filed."""
