"""The frame of every page: components, themes, pictures, print. Gets the municipality as a value."""
