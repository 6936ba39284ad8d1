"""Files of services from elsewhere: read row by row, reported row by row, brought in whole or not at all."""
