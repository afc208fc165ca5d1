"""Tables written for people and for programs; what prints, copies and exports all write through `registry`."""
