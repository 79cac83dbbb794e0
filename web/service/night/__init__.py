"""One night: what it starts from, its stages, what it leaves; and any past night again, to the same bytes.

input ─> nightly (lock, progress, measure) ─> making ─> output, results ─> writing ─> nights, difference, quality
                                                 │                          │
               kept_stages, kept_plan: what was broken off goes on    failpoints: broken off on purpose
past ─> verified, replay: any night again                             pruning: room
"""
