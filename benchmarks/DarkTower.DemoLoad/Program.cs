using DarkTower.DemoLoad;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

if (CommandLine.Answer(args) is { } exitCode) return exitCode;

var builder = Host.CreateApplicationBuilder();
builder.Configuration.AddCommandLine(args, CommandLine.Switches);
builder.AddServiceDefaults();
builder.AddDemoLoad();
return builder.Build().RunService();
