import sys

from maatwerk.site.cli import main

sys.exit(main())
