"""What is kept on disk: fingerprints, answers, small files of the person's."""
