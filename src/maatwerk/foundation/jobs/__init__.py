"""Background work. For now: the worker runs, and tidies up after itself."""
