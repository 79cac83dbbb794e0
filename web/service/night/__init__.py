"""One night: what it starts from, its stages, what it leaves; and any past night again, to the same bytes.

input ─> nightly (lock, progress, measure) ─> output, results ─> nights, difference, quality ─> past, verified
"""
