"""Claims, figures, labels and signatures to problems: whether each stands on its sources."""
