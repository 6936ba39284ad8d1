"""Letters as PDF, and files that people hand in."""
