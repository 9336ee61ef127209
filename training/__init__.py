"""Training of dragoman's English model. Needs torch; nothing here is imported by what ships."""
