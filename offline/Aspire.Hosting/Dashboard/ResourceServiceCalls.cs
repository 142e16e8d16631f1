using Aspire.Hosting.Dashboard.Wire;

namespace Aspire.Hosting.Dashboard;

/// <summary>The methods of the resource service that the dashboard calls.</summary>
internal sealed class ResourceServiceCalls(
    IHostEnvironment environment, ResourceNotificationService notifications, ResourceLoggerService logs, ResourceRows rows,
    ResourceCommandService commands)
{
    /// <summary>The dashboard refuses messages over 4 MB; a character is at most 3 bytes of UTF-8.</summary>
    private const int LogBatchCharacters = 1024 * 1024;

    public Task AnswerAsync(string method, GrpcCall call) => method switch
    {
        "GetApplicationInformation" => call.WriteAsync(new ApplicationTitle { Name = TitleOf(environment.ApplicationName) }),
        "WatchResources" => WatchResourcesAsync(call),
        "WatchResourceConsoleLogs" => WatchLogsAsync(call),
        "ExecuteResourceCommand" => ExecuteCommandAsync(call),
        // Refusing this one leaves the dashboard's page on "lost connection": there is only never anything to ask.
        "WatchInteractions" => call.HoldOpenAsync(),
        _ => throw new GrpcFailure(GrpcStatus.Unimplemented, $"There is no method {method}."),
    };

    /// <summary>What the page is headed with: the AppHost's name without the word AppHost.</summary>
    private static string TitleOf(string name) => name.EndsWith(".AppHost", StringComparison.Ordinal) ? name[..^".AppHost".Length] : name;

    private async Task WatchResourcesAsync(GrpcCall call)
    {
        var all = new AllResources();
        all.Rows.AddRange(rows.Current());
        await call.WriteAsync(new ResourceUpdate { All = all });

        // Begins with the present state of everything, so nothing that happened since the list was made is lost.
        await foreach (var change in notifications.WatchAsync(call.Ending))
        {
            var changes = new ResourceChanges { Changes = { new ResourceChange { Row = rows.Of(change) } } };
            await call.WriteAsync(new ResourceUpdate { Changes = changes });
        }
    }

    private async Task WatchLogsAsync(GrpcCall call)
    {
        var request = await call.ReadAsync(LogRequest.Parser);
        var batches = request.SuppressFollow ? logs.GetAllAsync(request.ResourceName) : logs.WatchAsync(request.ResourceName);
        await foreach (var batch in batches.WithCancellation(call.Ending))
        {
            var message = new LogLines();
            var characters = 0;
            foreach (var line in batch)
            {
                var text = line.Content.Length > LogBatchCharacters ? line.Content[..LogBatchCharacters] : line.Content;
                if (characters + text.Length > LogBatchCharacters)
                {
                    await call.WriteAsync(message);
                    message = new LogLines();
                    characters = 0;
                }
                characters += text.Length;
                message.Lines.Add(new LogText { Text = text, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber });
            }
            await call.WriteAsync(message);
        }
    }

    private async Task ExecuteCommandAsync(GrpcCall call)
    {
        var request = await call.ReadAsync(CommandRequest.Parser);
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, call.Ending);
        await call.WriteAsync(RowCommands.Of(result));
    }
}
