l1
l2
L3
l4
l5
