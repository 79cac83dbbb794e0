"""What a beheerder sees to: data coming in, accounts, reasons, the policy card, the law, first use."""
