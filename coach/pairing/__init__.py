"""Two people, and perhaps a third, who coach each other in step.

`timeline` tells which time-box it is; `code` are the four words that put two machines in step;
`cards` are next questions for the one who coaches; `pair` holds the sittings of one machine, and
`seating` begins them and brings them back.
"""
