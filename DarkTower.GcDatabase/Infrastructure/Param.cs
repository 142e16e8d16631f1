using System.Net;
using Npgsql;
using NpgsqlTypes;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>Typed positional parameters: nothing is boxed, and the server is never left to guess a type.</summary>
internal static class Param
{
    public static NpgsqlParameter Uuid(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Uuid(Guid? value) => value is { } id ? Uuid(id) : Null(NpgsqlDbType.Uuid);

    public static NpgsqlParameter Text(string? value) =>
        value is null ? Null(NpgsqlDbType.Text) : new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Int(int value) => new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Int(int? value) => value is { } number ? Int(number) : Null(NpgsqlDbType.Integer);

    public static NpgsqlParameter Bool(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    public static NpgsqlParameter Bytes(byte[] value) =>
        new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Time(DateTimeOffset? value) => value is { } time
        ? new NpgsqlParameter<DateTime> { TypedValue = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz }
        : Null(NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Address(IPAddress? value) => value is null
        ? Null(NpgsqlDbType.Inet)
        : new NpgsqlParameter<IPAddress> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Inet };

    private static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };
}
