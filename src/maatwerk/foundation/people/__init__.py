"""Municipalities now; organisations, teams, workers and residents come with their own issues."""
