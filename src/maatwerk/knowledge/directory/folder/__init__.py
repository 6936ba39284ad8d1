"""The services of a neighbourhood on paper."""
