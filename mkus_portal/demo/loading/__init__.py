"""Loading the demonstration through the rooms' actions, in the order in which it happened."""
