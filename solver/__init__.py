"""Who gets which vacancy: from a candidate graph and budgets to a verified plan with a bound and a gap."""
