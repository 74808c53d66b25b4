"""Where what people write comes in, by webhook and by asking."""
