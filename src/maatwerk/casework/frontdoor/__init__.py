"""Ask once in your own words, and get everything that can help."""
