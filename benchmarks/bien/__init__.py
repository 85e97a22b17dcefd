"""What `bien_di.py` makes its mutants of: sound files of every container, and ways to make them unsound."""
