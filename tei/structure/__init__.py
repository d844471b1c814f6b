"""What the recognisers of structure share: lines, words, cues, seams and the search over them."""
