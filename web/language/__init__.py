"""Codes and figures to text, in Dutch and English; no pages in here and no database."""
