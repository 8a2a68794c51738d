"""A small service that logs as services do: python3 service.py 12000 > service.log"""

import logging
import random
import sys
import threading
import uuid

log = logging.getLogger("shop.service")
USERS = ["ada", "bob", "cleo", "dan", "eve", "finn", "gus", "hana", "ivo", "june"]


class OutOfCredit(Exception):
    pass


def charge(user, cents):
    if cents > 9700:
        raise OutOfCredit("no credit for %d cents" % cents)
    log.info("charged %d cents to user %s in %d ms", cents, user, random.randrange(900))


def handle(number):
    request = uuid.uuid4()
    user = random.choice(USERS)
    log.debug("request %s from 10.0.%d.%d: GET /invoices/%d/csv", request, number % 7, number % 251, number)
    try:
        charge(user, random.randrange(10000))
    except OutOfCredit:
        log.exception("request %s failed for user '%s'", request, user)
    if random.random() < 0.02:
        log.warning("ledger /var/lib/shop/ledger-%x.db is slow: %.1f ms", number * 7919, random.random() * 500)
    if number == 4321:
        log.error("cannot rotate the ledger: disk quota of 10 GB is used up")


def main():
    random.seed(7)
    logging.basicConfig(
        stream=sys.stdout,
        level=logging.DEBUG,
        format="%(asctime)s %(levelname)-5s [%(threadName)s] %(name)s - %(message)s",
    )
    for number in range(int(sys.argv[1]) // 2):
        thread = threading.Thread(target=handle, args=(number,), name="worker-%d" % (number % 8))
        thread.start()
        thread.join()


main()
