"""Sheet rows to a plan: recognise, match people and organisations, decide."""
