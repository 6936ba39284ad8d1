"""The composition root: settings, addresses, commands, and the register of what is connected to what."""
