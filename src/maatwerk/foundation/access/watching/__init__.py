"""What who watches over privacy sees: what waits, the registers, looks that stand out by published rules, and counts.
Nothing here names a resident, and nothing counts or orders the people who work here."""
