print("it's", 1)
print("more")
x = 1
