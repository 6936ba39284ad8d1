"""Finding: one index over what rooms hand in, with Dutch stemming, on both databases."""
