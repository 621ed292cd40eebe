"""Values to files: the staged tree, then the finished site."""
