using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns the state of a resource into the row the dashboard shows.</summary>
internal sealed class ResourceRows(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    public IEnumerable<ResourceRow> Current() =>
        from resource in model.Resources
        from id in resource.GetResolvedResourceNames()
        let state = notifications.TryGetCurrentState(id, out var found) ? found : null
        where state is not null
        select Of(state);

    public ResourceRow Of(ResourceEvent state)
    {
        var snapshot = state.Snapshot;
        var row = new ResourceRow
        {
            Name = state.ResourceId,
            Uid = state.ResourceId,
            DisplayName = state.Resource.Name,
            ResourceType = snapshot.ResourceType,
            CreatedAt = Time(snapshot.CreationTimeStamp ?? DateTime.UnixEpoch),
            IsHidden = snapshot.IsHidden,
        };
        if (snapshot.State is { } text)
        {
            row.State = text.Text;
        }
        if (snapshot.State?.Style is { } style)
        {
            row.StateStyle = style;
        }
        if (snapshot.StartTimeStamp is { } started)
        {
            row.StartedAt = Time(started);
        }
        if (snapshot.StopTimeStamp is { } stopped)
        {
            row.StoppedAt = Time(stopped);
        }
        if (snapshot.IconName is { } icon)
        {
            row.IconName = icon;
            row.IconVariant = (RowIconVariant)(snapshot.IconVariant ?? IconVariant.Filled);
        }

        row.Properties.AddRange(RowProperties.Of(state));
        row.Environment.AddRange(snapshot.EnvironmentVariables.Select(Variable));
        row.Urls.AddRange(snapshot.Urls.Select(Url));
        row.HealthReports.AddRange(snapshot.HealthReports.Select(Health));
        row.Relations.AddRange(snapshot.Relationships.Select(Relation));
        row.Commands.AddRange(snapshot.Commands.Select(RowCommands.Of));
        return row;
    }

    private static RowVariable Variable(EnvironmentVariableSnapshot variable)
    {
        var row = new RowVariable { Name = variable.Name, IsFromSpec = variable.IsFromSpec };
        if (variable.Value is not null)
        {
            row.Value = variable.Value;
        }
        return row;
    }

    private static RowUrl Url(UrlSnapshot url)
    {
        var row = new RowUrl
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive,
            Text = new RowUrlText { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
        };
        if (url.Name is not null)
        {
            row.EndpointName = url.Name;
        }
        return row;
    }

    private static RowRelation Relation(RelationshipSnapshot relation) =>
        new() { ResourceName = relation.ResourceName, Kind = relation.Type };

    private static RowHealth Health(HealthReportSnapshot report)
    {
        var row = new RowHealth { Key = report.Name, Description = report.Description ?? "", Exception = report.ExceptionText ?? "" };
        if (report.Status is { } status)
        {
            row.Status = status switch
            {
                HealthStatus.Healthy => RowHealthStatus.Healthy,
                HealthStatus.Degraded => RowHealthStatus.Degraded,
                _ => RowHealthStatus.Unhealthy,
            };
        }
        if (report.LastRunAt is { } last)
        {
            row.LastRunAt = Time(last);
        }
        return row;
    }

    private static Timestamp Time(DateTime time) => Timestamp.FromDateTime(time.ToUniversalTime());
}
