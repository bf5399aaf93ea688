def total(items):
    count = 0
    result = compute(items, 1)
    print(result)
    return result


def mean(items):
    return total(items) / len(items)
