"""A document as blocks: what stands on paper, in order."""
