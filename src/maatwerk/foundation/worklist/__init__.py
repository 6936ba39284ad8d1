"""Everything that waits for a person, in one queue."""
