"""For those left out online: being called back or visited, forms on paper, a phone script, and core pages in other
languages."""
