"""What a build made of its inputs, for the terminal and as tables."""
