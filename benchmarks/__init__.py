"""Each claim of the README with a figure, measured side by side with its peers."""
