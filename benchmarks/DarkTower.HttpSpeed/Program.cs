using System.CommandLine;
using DarkTower.HttpSpeed;

var command = new RootCommand("gc-database beside servers with the same calls and other data access, through HTTP, on one PostgreSQL.")
{
    CompareCommand.Create(),
    MemoryCommand.Create(),
};
return await command.Parse(args).InvokeAsync();
