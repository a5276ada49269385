"""Designing: a definition turned into forms and back, without anybody seeing how it is written. Pure: no Django, no clock.

A form is derived from the models of the kernel. So a new kind of question, or a new field of one, needs no new form.
"""
