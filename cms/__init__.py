"""The front of the house (site, workbench, settings) and the ground both wings stand on (kernel)."""
