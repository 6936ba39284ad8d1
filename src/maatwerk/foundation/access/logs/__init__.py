"""The two logs: what was processed of whom, and who looked at it. They are written before anything is read out."""
