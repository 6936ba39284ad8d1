"""Who may see what of whom, for what, on which ground; and who looked."""
