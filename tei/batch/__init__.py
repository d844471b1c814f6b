"""Many documents: from one folder to ten million, and nothing lost on the way.

- `worklist`: folders, globs and lists of names become tasks, each with a place of its own;
- `workers`: processes that do them; one that dies costs another try of one task;
- `conversion`: what a process does with a task, and what is told of it;
- `manifest`: what was done, so that a second run does only what is new, changed or failed;
- `packing`, `unpacking`: a thousand documents to a file, and back;
- `converting`: all of that in order, on one machine;
- `cluster`, `storage`: the same on many machines, with inputs and outputs anywhere.
"""
