"""`prenan conformance`: walks an integrator's client through a procedure, and says what it gets wrong.

The client is led past a proxy that passes its calls on to a sandbox, loses an answer here and refuses a call there, and
records what the client does about it. Rules read that record afterwards: a function each, in `rules/`.
"""
