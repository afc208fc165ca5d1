"""The parts of the screen: each draws what a model decides."""
