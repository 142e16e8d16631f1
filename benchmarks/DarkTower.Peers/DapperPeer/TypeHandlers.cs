using System.Data;
using System.Net;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace DarkTower.Peers.DapperPeer;

/// <summary>Dapper asks the driver for what it gives by itself, which is a DateTime.</summary>
internal sealed class Times : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override DateTimeOffset Parse(object value) => new((DateTime)value);

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
}

internal sealed class Addresses : SqlMapper.TypeHandler<IPAddress>
{
    public override IPAddress Parse(object value) => (IPAddress)value;

    public override void SetValue(IDbDataParameter parameter, IPAddress? value)
    {
        parameter.Value = value is null ? DBNull.Value : value;
        ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Inet;
    }
}
