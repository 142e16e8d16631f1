using System.Net;
using Npgsql;
using NpgsqlTypes;

namespace DarkTower.Peers.HandWritten;

/// <summary>Parameters that are not boxed, and columns that may be null.</summary>
internal static class Typed
{
    public static NpgsqlBatchCommand Tenant(Guid org) =>
        new("SELECT set_config('app.org_id', $1::text, true)") { Parameters = { Uuid(org) } };

    public static NpgsqlParameter Uuid(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Uuid(Guid? value) => value is { } given ? Uuid(given) : Null(NpgsqlDbType.Uuid);

    public static NpgsqlParameter Text(string? value) => value is null
        ? Null(NpgsqlDbType.Text) : new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Long(long value) =>
        new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Int(int value) =>
        new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Bool(bool value) =>
        new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    public static NpgsqlParameter Bytes(byte[] value) =>
        new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Address(IPAddress? value) => value is null
        ? Null(NpgsqlDbType.Inet) : new NpgsqlParameter<IPAddress> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Inet };

    public static NpgsqlParameter At(DateTimeOffset? value) => value is { } given
        ? new NpgsqlParameter<DateTimeOffset> { TypedValue = given.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz }
        : Null(NpgsqlDbType.TimestampTz);

    public static Guid? IdOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public static string? TextOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };
}
