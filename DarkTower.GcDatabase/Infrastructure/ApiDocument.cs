using Microsoft.OpenApi;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>The contract as a document (<c>/openapi/v1.json</c>), and as a page to try calls at (<c>/docs</c>, in development).</summary>
internal static class ApiDocument
{
    private const string Path = "/openapi/v1.json";
    private const string Scheme = "key";

    public static void AddApiDocument(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi(options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Dark Tower gc-database";
            document.Info.Description = "Organizations, users, meetings and who runs them. Refusals are problem documents with a code: docs/ERRORS.md.";
            (document.Components ??= new OpenApiComponents()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer",
                    Description = "The platform key, or an organization's own key (dtk_…).",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        }));

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        if (app.Environment.IsDevelopment())
            app.UseSwaggerUI(page =>
            {
                page.RoutePrefix = "docs";
                page.DocumentTitle = "gc-database";
                page.SwaggerEndpoint(Path, "v1");
                page.EnablePersistAuthorization();
                page.DisplayRequestDuration();
            });
    }
}
