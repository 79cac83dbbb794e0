"""What is done with a proposal: each step a plain form, and a pair an adviser puts together."""
