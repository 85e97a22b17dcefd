"""What is decided: which value wins, what the clerk answered before, how a decision is written into a plan."""
