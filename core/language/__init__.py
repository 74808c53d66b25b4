"""Which language a message is in, and which language to answer a person in."""
