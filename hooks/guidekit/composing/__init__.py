"""Objects to the Markdown that readers get: page, blocks, citations, hints, made pages."""
