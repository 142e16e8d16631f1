using DarkTower.Queries;
using Microsoft.OpenApi;

namespace DarkTower.GcDatabase.Idempotency;

internal static class IdempotentEndpoints
{
    public const string Header = "Idempotency-Key";

    /// <summary>
    /// With <c>Idempotency-Key</c> the handler runs inside a transaction that also keeps its answer: a repetition gets the same answer and
    /// has no effect. Without the header nothing changes. The handler takes its <see cref="Database"/> and its request as parameters.
    /// </summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = "1 to 255 visible ASCII characters, new for each intent. A repetition within 24 hours gets the first answer: "
                    + "422 idempotency-key-reused with another body, 409 idempotency-key-in-flight while the first one runs.",
            });
            return Task.CompletedTask;
        })
        .AddEndpointFilterFactory((factory, next) =>
        {
            var parameters = factory.MethodInfo.GetParameters();
            var database = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(Database));
            var request = Array.FindIndex(parameters, parameter => parameter.Name == "request");
            return invocation => invocation.HttpContext.Request.Headers.ContainsKey(Header)
                ? IdempotentCall.RunAsync(invocation, next, database, request)
                : next(invocation);
        });
}
