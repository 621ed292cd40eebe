"""Values to files: finished documents that are kept, the theme around pages, the site put in its place."""
