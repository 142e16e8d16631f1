using DarkTower.GcDatabase;
using DarkTower.GcDatabase.ApiKeys;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Meetings;
using DarkTower.GcDatabase.Orgs;
using DarkTower.GcDatabase.Participants;
using DarkTower.GcDatabase.Users;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("darktower");
builder.Services.AddValidatedOptions<QueryOptions>(QueryOptions.Section);
builder.AddCheckedQueries();
builder.AddOrgKeys();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, GcDatabaseJson.Default));
builder.Services.AddOpenApi();

var app = builder.Build();
app.UseServiceDefaults();
app.UseMiddleware<OwnOrgMiddleware>();
app.MapDefaultEndpoints();
app.MapOpenApi().AllowAnonymous();

var v1 = app.MapGroup("/v1");
v1.MapOrgs();
v1.MapUsers();
v1.MapApiKeys();
v1.MapMeetings();
v1.MapParticipants();

return app.RunService();
