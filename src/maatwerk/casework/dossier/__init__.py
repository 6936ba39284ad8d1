"""The file of a resident: notes and facts with where they came from, as far as the viewer may see."""
