using DarkTower.GcDatabase;
using DarkTower.GcDatabase.ApiKeys;
using DarkTower.GcDatabase.Assignments;
using DarkTower.GcDatabase.AuditLog;
using DarkTower.GcDatabase.Erasure;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Jobs;
using DarkTower.GcDatabase.MediaHandlers;
using DarkTower.GcDatabase.MeetingControllers;
using DarkTower.GcDatabase.Meetings;
using DarkTower.GcDatabase.Orgs;
using DarkTower.GcDatabase.Participants;
using DarkTower.GcDatabase.Recordings;
using DarkTower.GcDatabase.Users;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("darktower");
builder.Services.AddValidatedOptions<QueryOptions>(QueryOptions.Section);
builder.AddCheckedQueries();
builder.AddOrgKeys();
builder.AddErasure();
builder.AddJobs();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, GcDatabaseJson.Default));
builder.AddApiDocument();

var app = builder.Build();
app.UseServiceDefaults();
app.UseMiddleware<OwnOrgMiddleware>();
app.MapDefaultEndpoints();
app.MapApiDocument();

var v1 = app.MapGroup("/v1");
v1.MapOrgs();
v1.MapUsers();
v1.MapErasure();
v1.MapApiKeys();
v1.MapMeetings();
v1.MapParticipants();
v1.MapRecordings();
v1.MapAuditLog();
v1.MapMeetingControllers();
v1.MapMediaHandlers();
v1.MapAssignments();

return app.RunService();
