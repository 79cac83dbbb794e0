"""Work cut in tasks, and what becomes of them: run here, in child processes or on a cluster, lost, or kept."""
