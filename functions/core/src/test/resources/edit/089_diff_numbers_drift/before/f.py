a
x
b
c
x
d
