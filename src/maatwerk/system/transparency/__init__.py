"""The public values as properties that can be tested, and what the last test run said of each."""
