"""One proposal: its page, its pictures, the sheets on paper, and the questions that can be asked of it."""
