"""What people type in: judged as a delivery is, with its effect shown first, and safe from the next delivery."""
