"""From a grid to rows whose cells mean something: what a sheet is, which lines are records, what a cell says."""
