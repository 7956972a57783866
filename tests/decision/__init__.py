"""The decision engine: worked examples, laws that must hold for any input, and refusals."""
