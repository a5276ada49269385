"""What those do who keep strategies: write, publish, bind a version to what was decided, consult, answer, note what was done."""
