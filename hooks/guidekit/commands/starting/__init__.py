"""What starts something new: a page, or a guide."""
