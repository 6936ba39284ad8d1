"""Schemes as rules: what somebody is probably entitled to, how much, why, and why not."""
