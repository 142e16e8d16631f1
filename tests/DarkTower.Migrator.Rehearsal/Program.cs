using DarkTower.Migrator;
using DarkTower.Migrator.Rehearsal;
using DarkTower.Migrator.Running;

// The Migrator itself, with migrations behind its own that the project has none of yet. No option of the real one can load others.
return await CommandLine.RunAsync(args, MigrationSet.Load(typeof(Notes).Assembly));
