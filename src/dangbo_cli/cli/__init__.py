"""One file a command group, named as the command: parse, ask the layer below, show. No SQL, no cell, no rule."""
