print("it's")
x = 1
