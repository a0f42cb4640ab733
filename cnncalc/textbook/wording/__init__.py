"""Questions in words: text to tokens, tokens to readings, readings to layers in a row, layers to answers.

Text never reaches the arithmetic: what comes out of a sentence are names and numbers for fields, which read them as a file's.
"""
