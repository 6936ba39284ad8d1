"""Until when something is kept, and what really deletes it afterwards."""
