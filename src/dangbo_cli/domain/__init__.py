"""What the words mean. Pure: no file, no SQL, no terminal."""
