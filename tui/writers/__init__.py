"""Tables written for people and for programs."""
