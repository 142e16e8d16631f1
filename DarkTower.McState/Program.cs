using DarkTower.McState.Infrastructure;
using DarkTower.McState.Meetings;
using DarkTower.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddLiveState();
builder.AddGcDatabase();
builder.Services.AddOpenApi();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapOpenApi().AllowAnonymous();
app.MapMeetings();
return app.RunService();
