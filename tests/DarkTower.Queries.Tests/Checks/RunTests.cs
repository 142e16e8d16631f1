using System.Collections;
using System.Net;
using System.Reflection;
using System.Text.Json;
using DarkTower.Fixtures;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>The generated code, run on PostgreSQL.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private static readonly Guid Org = Guid.CreateVersion7();

    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(Guid)] = Org,
        [typeof(string)] = "text",
        [typeof(short)] = (short)-2,
        [typeof(int)] = 3,
        [typeof(long)] = 1L << 40,
        [typeof(bool)] = true,
        [typeof(float)] = 1.5f,
        [typeof(double)] = 2.25,
        [typeof(decimal)] = 12.34m,
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        [typeof(DateOnly)] = new DateOnly(2026, 3, 4),
        [typeof(TimeOnly)] = new TimeOnly(5, 6, 7),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(90),
        [typeof(byte[])] = new byte[] { 0, 1, 255 },
        [typeof(IPAddress)] = IPAddress.Parse("2001:db8::1"),
        [typeof(IPNetwork)] = IPNetwork.Parse("10.0.0.0/8"),
        [typeof(JsonElement)] = JsonElement.Parse("""{"a":[1,null]}"""),
    };

    private OwnDatabase _own = null!;
    private NpgsqlDataSource _source = null!;
    private Database _database = null!;
    private string _nulls = "";

    public async Task InitializeAsync()
    {
        _own = await OwnDatabase.CreateAsync();
        await _own.ExecuteAsync($"""
            CREATE EXTENSION citext;
            CREATE TABLE items (org_id uuid, item_id integer, name text, CONSTRAINT items_pkey PRIMARY KEY (org_id, item_id));
            CREATE TABLE directory (subdomain text, org_id uuid);
            INSERT INTO directory VALUES ('acme', '{Org}');
            INSERT INTO items VALUES ('{Org}', 1, 'a'), ('{Org}', 2, 'b'), ('{Org}', 3, 'c'), ('{Guid.NewGuid()}', 1, 'other');
            """);
        _source = NpgsqlDataSource.Create(_own.ConnectionString);
        var slow = new SlowQueries(_source, TimeProvider.System, NullLogger<SlowQueries>.Instance);
        _database = new Database(_source, slow, new QueryOptions());
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _own.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_type_goes_in_and_comes_back(bool nulls)
    {
        _nulls = nulls ? "25" : "";

        var everything = (await RunAsync("AllTypes", "AllTypes"))!;

        var properties = everything.GetType().GetProperties().Where(property => property.Name.Length == 2).ToList();
        Assert.Equal(150, properties.Count);
        foreach (var property in properties)
        {
            var number = property.Name[1];
            var expected = Sample(property.PropertyType, number switch { '6' => '1', '7' => '3', _ => number });
            Assert.True(Same(expected, property.GetValue(everything)), $"{property.Name} of {property.PropertyType}");
        }
    }

    [Fact]
    public async Task Several_statements_are_one_batch_with_a_result_each()
    {
        var result = await RunAsync("Items", "Several", 2, new[] { "A", "C" }, 2);

        var items = string.Join(", ", ((IEnumerable)Part(result, 1)).Cast<object>());
        Assert.Equal("Item { ItemId = 1, Name = A }, Item { ItemId = 2, Name = B }", items);
        Assert.Equal(1L, Part(result, 2));
        Assert.Equal("B", Part(result, 3));
    }

    [Fact]
    public async Task Rows_are_counted_of_the_last_statement() => Assert.Equal(1, await RunAsync("Items", "Count", 1));

    [Fact]
    public async Task An_item_of_the_one_row_may_be_absent()
    {
        Assert.Equal("Item { ItemId = 2, Name = b }", (await RunAsync("Items", "One", 2))!.ToString());
        Assert.Null(await RunAsync("Items", "One", 99));
    }

    [Fact]
    public async Task The_tenant_is_looked_up_in_the_same_batch()
    {
        Assert.Equal(["a", "c"], (IEnumerable<string>)(await RunAsync("Items", "Find", "b", "acme"))!);
        Assert.Equal([], (IEnumerable<string>)(await RunAsync("Items", "Find", "b", "nobody"))!);
    }

    [Fact]
    public async Task A_violation_is_a_refusal_and_an_absent_row_is_none()
    {
        var (added, taken, absent) = (
            await RunAsync("Items", "Add", 9), await RunAsync("Items", "Add", 9), await RunAsync("Items", "Add", -1));

        Assert.Equal("(, Item { ItemId = 9, Name = new })", added!.ToString());
        Assert.Equal("(item-taken, )", taken!.ToString());
        Assert.Equal("(, )", absent!.ToString());
    }

    [Fact]
    public async Task A_refusal_is_the_violations_or_the_statements()
    {
        Assert.Equal("(, Added { ItemId = 7, Name = new })", (await RunAsync("Refusals", "Add", 7))!.ToString());
        Assert.Equal("(item-taken, )", (await RunAsync("Refusals", "Add", 7))!.ToString());
        Assert.Equal("(10, item-large)", (await RunAsync("Refusals", "AddSmall", 10))!.ToString());
        Assert.Equal("(, item-taken)", (await RunAsync("Refusals", "AddSmall", 10))!.ToString());
    }

    [Theory]
    [InlineData("Text", null, "Text: the column text is NULL, though the SQL says that it never is.")]
    [InlineData("Texts", new string?[] { "a", null }, "Texts: an element of the column texts is NULL, though the SQL says that none is.")]
    [InlineData("Numbers", 0, "Numbers: an element of the column numbers is NULL, though the SQL says that none is.")]
    [InlineData("None", true, "None returned no row.")]
    public async Task What_must_not_be_is_an_error_with_names(string query, object? argument, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync("Claims", query, argument is 0 ? new int?[] { 1, null } : argument));

        Assert.Equal(message, error.Message);
    }

    private static object Part(object? tuple, int number) => tuple!.GetType().GetField($"Item{number}")!.GetValue(tuple)!;

    /// <summary>Runs a query of a file; arguments that are not given are samples of their types.</summary>
    private async Task<object?> RunAsync(string file, string query, params object?[] arguments)
    {
        var method = Assemblies.Of(file).GetType(file)!.GetMethod(query + "Async", BindingFlags.Static | BindingFlags.NonPublic)!;
        var given = new Queue<object?>(arguments);
        var all = method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(Database) ? _database
            : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
            : parameter.Name == "org" ? Sample(parameter.ParameterType, '1')
            : given.Count > 0 ? given.Dequeue()
            : Sample(parameter.ParameterType, parameter.Name![1]));
        var task = (Task)method.Invoke(null, [.. all])!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task);
    }

    /// <summary>A value, or an array of two; of the fourth the second is null.</summary>
    private object? Sample(Type type, char number)
    {
        if (_nulls.Contains(number))
            return null;
        var (plain, array) = Plain(type);
        var value = Samples.TryGetValue(plain, out var sample) ? sample
            : plain.IsEnum ? Enum.ToObject(plain, 1)
            : Activator.CreateInstance(plain, Org)!;
        if (!array)
            return value;
        var values = Array.CreateInstance(type.GetElementType()!, 2);
        values.SetValue(value, 0);
        values.SetValue(number == '4' ? null : value, 1);
        return values;
    }

    private static (Type Type, bool IsArray) Plain(Type type)
    {
        var isArray = type.IsArray && type != typeof(byte[]);
        var one = isArray ? type.GetElementType()! : type;
        return (Nullable.GetUnderlyingType(one) ?? one, isArray);
    }

    private static bool Same(object? expected, object? actual) => (expected, actual) switch
    {
        (Array one, Array other) => one.Cast<object?>().Zip(other.Cast<object?>(), Same).All(same => same) && one.Length == other.Length,
        (JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other),
        _ => Equals(expected, actual),
    };
}
