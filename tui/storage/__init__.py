"""What is kept on disk, as bytes under names: answers, frames, views of files, lines typed before.

Standard library only, but for platformdirs where a person's own things lie. Trouble is never told: what cannot be
read counts as not kept, what cannot be written is not kept. Who keeps a thing turns it into bytes and back.
"""
