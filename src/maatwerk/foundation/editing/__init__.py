"""The municipality's own layer of content: edited, checked by a second person, published, undone."""
