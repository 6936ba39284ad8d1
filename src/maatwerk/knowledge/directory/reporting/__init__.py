"""Anybody says that something in the map is wrong, an editor looks at it, and who said it hears what was done."""
