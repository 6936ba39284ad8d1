"""What exists in the world; readable without logging in; its content is files."""
