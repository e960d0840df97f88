"""Drawings: what an SVG may hold, and how it is made small enough to stand in a page."""
