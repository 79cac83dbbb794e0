"""The lists people work from, with what stands beside them: filters, views, and one thing done with several."""
