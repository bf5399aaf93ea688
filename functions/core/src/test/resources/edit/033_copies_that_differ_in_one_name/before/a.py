def get_user(db, id):
    row = db.find("user", id)
    log(row)
    return row


def get_item(db, id):
    row = db.find("item", id)
    log(row)
    return row
