"""Objects to problems: pages, boxes, claims, prose, links, references."""
