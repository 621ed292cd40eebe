"""The register of honours (荣誉名录): every title ever granted, and what became of it."""
