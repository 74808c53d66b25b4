"""What follows a message: calendar files, pictures, media of a partner, one's own data."""
