using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Polly.CircuitBreaker;

namespace DarkTower.ServiceDefaults.Tests.Problems;

public sealed class ProblemTests
{
    private sealed record Thing(string Name, Colour Colour, int? Size = null);

    private enum Colour
    {
        Red,
        DarkBlue,
    }

    private static Task<TestService> StartAsync() => TestService.StartAsync(app =>
    {
        var things = app.MapGroup("/things").RequireScope("things:write");
        things.MapPost("/", (Thing thing) => TypedResults.Ok(thing));
        things.MapGet("/{id:guid}", (Guid id, int limit) => TypedResults.Ok(id.ToString() + limit));
        things.MapGet("/taken", () => Problem.Of(StatusCodes.Status409Conflict, "name-taken", "Another thing has this name."));
        things.MapGet("/empty-404", () => TypedResults.NotFound());
        things.MapGet("/busy", () => Problem.Of(StatusCodes.Status503ServiceUnavailable, "no-room"));
        things.MapGet("/fails/{how}", (string how) => Fail(how));
    });

    private static string Fail(string how) => throw (how switch
    {
        "postgres-away" => new NpgsqlException("secret host", new SocketException(111)),
        "postgres-pool" => new NpgsqlException("secret pool", new TimeoutException()),
        "postgres-restarting" => Postgres(PostgresErrorCodes.CannotConnectNow),
        "postgres-too-many" => Postgres(PostgresErrorCodes.TooManyConnections),
        "postgres-deadlock" => Postgres(PostgresErrorCodes.DeadlockDetected),
        "postgres-statement-timeout" => Postgres(PostgresErrorCodes.QueryCanceled),
        "postgres-lock-timeout" => Postgres(PostgresErrorCodes.LockNotAvailable),
        "postgres-password" => Postgres(PostgresErrorCodes.InvalidPassword),
        "postgres-nul" => Postgres(PostgresErrorCodes.CharacterNotInRepertoire),
        "postgres-bug" => Postgres(PostgresErrorCodes.UndefinedTable),
        "other-service" => new HttpRequestException(HttpRequestError.ConnectionError, "secret address"),
        "breaker" => new BrokenCircuitException("secret breaker"),
        "store" => new DependencyUnavailableException("redis", new IOException("secret")),
        "cap" => new OverloadedException("secret cap"),
        _ => new InvalidOperationException("secret of the inside"),
    });

    private static PostgresException Postgres(string state) => new("secret text", "ERROR", "ERROR", state);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static Dictionary<string, string> Errors(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value[0].GetString()!);

    [Theory]
    [InlineData("postgres-away", 503, "dependency-unavailable")]
    [InlineData("postgres-pool", 503, "dependency-unavailable")]
    [InlineData("postgres-restarting", 503, "dependency-unavailable")]
    [InlineData("postgres-too-many", 503, "dependency-unavailable")]
    [InlineData("postgres-deadlock", 503, "dependency-unavailable")]
    [InlineData("postgres-statement-timeout", 503, "dependency-unavailable")]
    [InlineData("postgres-lock-timeout", 503, "dependency-unavailable")]
    [InlineData("postgres-password", 503, "dependency-unavailable")]
    [InlineData("other-service", 503, "dependency-unavailable")]
    [InlineData("breaker", 503, "dependency-unavailable")]
    [InlineData("store", 503, "dependency-unavailable")]
    [InlineData("cap", 503, "overloaded")]
    [InlineData("postgres-nul", 400, "invalid-request")]
    [InlineData("postgres-bug", 500, "internal-error")]
    [InlineData("bug", 500, "internal-error")]
    public async Task An_exception_becomes_a_problem_without_its_text(string how, int status, string code)
    {
        await using var service = await StartAsync();

        await service.RefusedAsync(new(HttpMethod.Get, $"/things/fails/{how}"), (HttpStatusCode)status, code);
    }

    [Fact]
    public async Task An_unexpected_exception_is_logged_once_with_itself_and_found_by_the_trace_id()
    {
        await using var service = await StartAsync();

        var problem = await service.RefusedAsync(new(HttpMethod.Get, "/things/fails/bug"), HttpStatusCode.InternalServerError,
            "internal-error");

        Assert.Single(service.Log.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.True(problem.TryGetProperty("traceId", out _));
    }

    [Fact]
    public async Task What_the_framework_refuses_by_itself_has_a_code()
    {
        await using var service = await StartAsync();

        await service.RefusedAsync(new(HttpMethod.Get, "/nowhere"), HttpStatusCode.NotFound, "not-found");
        await service.RefusedAsync(new(HttpMethod.Get, "/things/empty-404"), HttpStatusCode.NotFound, "not-found");
        await service.RefusedAsync(new(HttpMethod.Delete, "/things"), HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        await service.RefusedAsync(
            new(HttpMethod.Post, "/things") { Content = new StringContent("<a/>", Encoding.UTF8, "application/xml") },
            HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task A_refusal_of_a_handler_keeps_its_code_and_detail()
    {
        await using var service = await StartAsync();

        var problem = await service.RefusedAsync(new(HttpMethod.Get, "/things/taken"), HttpStatusCode.Conflict, "name-taken");
        await service.RefusedAsync(new(HttpMethod.Get, "/things/busy"), HttpStatusCode.ServiceUnavailable, "no-room");

        Assert.Equal("Another thing has this name.", problem.GetProperty("detail").GetString());
        Assert.False(problem.TryGetProperty("traceId", out _)); // equal refusals are equal byte for byte
    }

    [Theory]
    [InlineData("""{"name":"a","colour":"red","nmae":"b"}""", "nmae", "is not known here")]
    [InlineData("""{"name":"a","colour":"red","name":"b"}""", "name", "is given twice")]
    [InlineData("""{"name":"a","colour":"red","size":"12"}""", "size", "has a value of the wrong type")]
    [InlineData("""{"name":"a","colour":"pink"}""", "colour", "has a value of the wrong type")]
    [InlineData("""{"name":"a","colour":1}""", "colour", "has a value of the wrong type")]
    [InlineData("""{"name":null,"colour":"red"}""", "name", "has a value of the wrong type")]
    [InlineData("""{"name":"a"}""", "colour", "is required")]
    [InlineData("""{}""", "name", "is required")]
    [InlineData("""[]""", "body", "has a value of the wrong type")]
    [InlineData("""null""", "body", "is required")]
    [InlineData("""{"name":"a",""", "body", "is not JSON (line 1, byte 12)")]
    [InlineData("", "body", "is required")]
    public async Task A_body_that_cannot_be_read_is_refused_naming_the_field(string body, string field, string fault)
    {
        await using var service = await StartAsync();

        var problem = await service.RefusedAsync(
            new(HttpMethod.Post, "/things") { Content = Json(body) }, HttpStatusCode.BadRequest, "invalid-request");

        var errors = Errors(problem);
        Assert.True(errors.TryGetValue(field, out var said), string.Join(", ", errors));
        Assert.Equal(fault, said);
    }

    [Fact]
    public async Task All_missing_members_are_named_together()
    {
        await using var service = await StartAsync();

        var problem = await service.RefusedAsync(
            new(HttpMethod.Post, "/things") { Content = Json("{}") }, HttpStatusCode.BadRequest, "invalid-request");

        Assert.Equal(["colour", "name"], Errors(problem).Keys.Order());
    }

    [Theory]
    [InlineData("?limit=many", "is not a valid value")]
    [InlineData("", "is required")]
    public async Task A_query_parameter_that_cannot_be_read_is_refused_by_name(string query, string fault)
    {
        await using var service = await StartAsync();

        var problem = await service.RefusedAsync(
            new(HttpMethod.Get, $"/things/{Guid.Empty}{query}"), HttpStatusCode.BadRequest, "invalid-request");

        Assert.Equal(fault, Errors(problem)["limit"]);
    }

    [Fact]
    public async Task Json_is_camel_case_with_enums_as_the_strings_of_the_database()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PostAsync("/things", Json("""{"name":"a","colour":"dark_blue","size":3}"""));

        Assert.Equal("""{"name":"a","colour":"dark_blue","size":3}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Faults_of_a_handler_are_answered_together()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/faults", () =>
            Problem.Invalid(new Dictionary<string, string[]> { ["name"] = ["is blank"], ["size"] = ["is negative"] })).AllowAnonymous());

        var problem = await service.RefusedAsync(new(HttpMethod.Get, "/faults"), HttpStatusCode.BadRequest, "invalid-request");

        Assert.Equal(2, Errors(problem).Count);
    }
}
