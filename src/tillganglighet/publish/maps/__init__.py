"""Maps: the ground, what is drawn upon it, and the frame around it."""
