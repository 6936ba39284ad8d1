"""The frame every page stands in, and who may see what, and why."""
