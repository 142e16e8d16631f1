using DarkTower.Migrator;

return await CommandLine.RunAsync(args);
