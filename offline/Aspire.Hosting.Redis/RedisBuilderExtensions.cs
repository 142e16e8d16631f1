namespace Aspire.Hosting;

public static class RedisBuilderExtensions
{
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        // Clients split their connection string at commas.
        var redis = new RedisResource(name, password?.Resource ?? GeneratedPassword.Create(builder, $"{name}-password", special: false))
        {
            Entrypoint = "/bin/sh",
        };
        return builder.AddResource(redis)
            .WithEndpoint(port: port, targetPort: 6379, name: "tcp", scheme: "redis")
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/redis", Tag = "8.6" })
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = redis.PasswordParameter!)
            .WithArgs("-c", "redis-server --requirepass $REDIS_PASSWORD");
    }
}
