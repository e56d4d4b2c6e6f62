"""What the changes do: the world they make, and who is better or worse off in it."""
