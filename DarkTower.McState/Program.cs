using DarkTower.McState.Infrastructure;
using DarkTower.McState.Meetings;
using DarkTower.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddLiveState();
builder.AddGcDatabase();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapMeetings();
return app.RunService();
