"""A program that checks nothing: whoever starts it did. Defaults and former names are resolved."""

import os

station, interval = os.environ["STATION"], int(os.environ["INTERVAL_SECONDS"])
print(f"{station} reports every {interval} seconds")
