using Aspire.Hosting.ApplicationModel;

namespace DarkTower.AppHost.Stores;

/// <summary>PostgreSQL as a process of this machine, held in the foreground by <c>run-postgres.sh</c>.</summary>
internal sealed class EmbeddedPostgresResource(string name, string script, ParameterResource password)
    : ExecutableResource(name, "/bin/sh", Path.GetDirectoryName(script)!), IResourceWithConnectionString
{
    public string Script => script;

    public ParameterResource Password => password;

    public EndpointReference Endpoint => new(this, "tcp");

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username=postgres;Password={password}");
}

/// <summary>
/// The database on it. An orchestrator gives children of an executable no state, so this one sets its own (EmbeddedPostgres.cs).
/// </summary>
internal sealed class EmbeddedDatabaseResource(string name, EmbeddedPostgresResource parent)
    : Resource(name), IResourceWithParent<EmbeddedPostgresResource>, IResourceWithConnectionString
{
    public EmbeddedPostgresResource Parent => parent;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{parent};Database={Name}");
}
