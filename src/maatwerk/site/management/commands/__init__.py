"""Commands of Django that change or empty tables, done as maintenance."""
