"""Background work: jobs that survive a killed worker, are tried again, and never leave an effect twice."""
