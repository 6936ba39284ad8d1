"""Backup and restore: everything of an installation in one encrypted file."""
