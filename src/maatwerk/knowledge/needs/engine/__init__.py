"""From words to needs, and from words to danger. Pure: no Django, no files, no clock."""
