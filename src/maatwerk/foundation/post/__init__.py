"""What goes out: mail, text messages and letters, without content."""
