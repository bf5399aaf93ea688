def price_of(order, tax):
    return order.sum * tax
