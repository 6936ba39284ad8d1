"""Asking owners whether what stands in the map is still right: by mail, and by phone where mail brings nothing."""
