"""What an editor may write: front matter and each data file. Imports nothing of ours."""
