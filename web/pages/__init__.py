"""What an adviser sees: one blueprint per subject, each page a service's answer in the frame of all pages.

request → security (where from) → access (who may) → form → service → redirect or render → security (headers)
"""
