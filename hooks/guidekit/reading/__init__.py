"""Text to objects that know their lines, and problems that name them."""
