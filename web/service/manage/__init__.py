"""What a beheerder sees to: accounts, policy, reasons, first use, and whether everything is in place."""
