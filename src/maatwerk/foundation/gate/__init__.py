"""The door that personal data stands behind: models that answer only inside it, and who may connect to it."""
