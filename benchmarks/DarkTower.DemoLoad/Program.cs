using DarkTower.DemoLoad;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Hosting;

if (CommandLine.Answer(args) is { } exitCode) return exitCode;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.AddDemoLoad();
return builder.Build().RunService();
