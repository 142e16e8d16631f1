namespace DarkTower.Peers;

/// <summary>The rules of the writes, for the peers that read, decide in C# and write.</summary>
internal static class Decisions
{
    public static string? Join(
        JoinOrder order, string orgStatus, string meetingStatus, int active, int most, bool requireAuth, bool allowGuests,
        bool allowExternal, string? userStatus, bool present) => orgStatus != "active" ? "org-suspended"
        : meetingStatus is not ("scheduled" or "active") ? "meeting-not-open"
        : order.Type == "guest" && (requireAuth || !allowGuests) ? "guests-not-allowed"
        : order.Type == "external" && !allowExternal ? "external-participants-not-allowed"
        : order.UserId is not null && userStatus is null ? "user-not-found"
        : order.UserId is not null && userStatus != "active" ? "user-deactivated"
        : present ? "already-joined"
        : active >= most ? "meeting-full"
        : null;

    public static string? Create(CreateOrder order, string orgStatus, int open, int most, string? creatorStatus) =>
        orgStatus != "active" ? "org-suspended"
        : order.Request.CreatedByUserId is not null && creatorStatus is null ? "user-not-found"
        : order.Request.CreatedByUserId is not null && creatorStatus != "active" ? "user-deactivated"
        : open >= most ? "meeting-limit-reached"
        : null;
}
