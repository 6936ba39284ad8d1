"""What the platform shows and learns about itself, never about a person."""
