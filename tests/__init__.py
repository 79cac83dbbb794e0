"""The tests of Waag; the folders mirror the tree they test."""
