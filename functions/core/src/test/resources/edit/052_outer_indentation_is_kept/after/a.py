if a:
        x = 2
        y = 3
