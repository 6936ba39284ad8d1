"""Pages about who may see what."""
