using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace DarkTower.Peers.EfCore;

internal sealed class GcContext(DbContextOptions<GcContext> options) : DbContext(options)
{
    public DbSet<OrgEntity> Orgs => Set<OrgEntity>();

    public DbSet<UserEntity> Users => Set<UserEntity>();

    public DbSet<MeetingEntity> Meetings => Set<MeetingEntity>();

    public DbSet<MeetingCodeEntity> MeetingCodes => Set<MeetingCodeEntity>();

    public DbSet<ParticipantEntity> Participants => Set<ParticipantEntity>();

    public DbSet<AuditEntity> Audit => Set<AuditEntity>();

    public DbSet<LoadEntity> Load => Set<LoadEntity>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<OrgEntity>().ToTable("organizations").HasKey(row => row.OrgId);
        model.Entity<UserEntity>().ToTable("users").HasKey(row => new { row.OrgId, row.UserId });
        model.Entity<MeetingEntity>().ToTable("meetings").HasKey(row => new { row.OrgId, row.MeetingId });
        model.Entity<MeetingEntity>().Property(row => row.EnableE2eEncryption).HasColumnName("enable_e2e_encryption");
        model.Entity<MeetingCodeEntity>().ToTable("meeting_codes").HasKey(row => row.MeetingCode);
        model.Entity<ParticipantEntity>().ToTable("participants").HasKey(row => new { row.OrgId, row.MeetingId, row.ParticipantId });
        model.Entity<LoadEntity>().ToTable("meeting_controller_load").HasKey(row => row.ControllerId);
        model.Entity<AuditEntity>().ToTable("audit_logs").HasKey(row => new { row.OrgId, row.AuditId });
        model.Entity<AuditEntity>().Property(row => row.Details).HasColumnType("jsonb");
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name).Replace("e2_e", "e2e"));
            // What the database sets itself is read back.
            if (property.Name is "CreatedAt" or "UpdatedAt" or "JoinedAt" && property.DeclaringType.ClrType != typeof(AuditEntity))
                property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.OnAdd;
        }
    }
}

internal sealed class OrgEntity
{
    public Guid OrgId { get; init; }
    public string Subdomain { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string PlanTier { get; init; } = "";
    public int MaxConcurrentMeetings { get; init; }
    public int MaxParticipantsPerMeeting { get; init; }
    public int? MaxMonthlyMeetingMinutes { get; init; }
    public int OpenMeetings { get; set; }
    public string Status { get; init; } = "";
    public string? SuspensionReason { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed class UserEntity
{
    public Guid OrgId { get; init; }
    public Guid UserId { get; init; }
    public string DisplayName { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed class MeetingEntity
{
    public Guid OrgId { get; init; }
    public Guid MeetingId { get; init; }
    public string MeetingCode { get; init; } = "";
    public Guid? CreatedByUserId { get; init; }
    public string DisplayName { get; init; } = "";
    public byte[] JoinSecretHash { get; init; } = [];
    public int MaxParticipants { get; init; }
    public bool EnableE2eEncryption { get; init; }
    public bool RequireAuth { get; init; }
    public bool AllowRecording { get; init; }
    public bool AllowGuests { get; init; }
    public bool AllowExternalParticipants { get; init; }
    public bool WaitingRoomEnabled { get; init; }
    public string Status { get; set; } = "scheduled";
    public DateTimeOffset? ScheduledStartTime { get; init; }
    public DateTimeOffset? ActualStartTime { get; set; }
    public DateTimeOffset? EndedAt { get; init; }
    public int ActiveParticipants { get; set; }
    public long Generation { get; set; }
    public Guid? OwnerControllerId { get; set; }
    public DateTimeOffset? OwnerClaimedAt { get; set; }
    public long Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed class MeetingCodeEntity
{
    public string MeetingCode { get; init; } = "";
    public Guid OrgId { get; init; }
    public Guid MeetingId { get; init; }
}

internal sealed class ParticipantEntity
{
    public Guid OrgId { get; init; }
    public Guid MeetingId { get; init; }
    public Guid ParticipantId { get; init; }
    public Guid? UserId { get; init; }
    public string DisplayName { get; init; } = "";
    public string ParticipantType { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTimeOffset JoinedAt { get; init; }
    public DateTimeOffset? LeftAt { get; init; }
    public string? LeaveReason { get; init; }
    public IPAddress? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public string? ClientVersion { get; init; }
}

internal sealed class AuditEntity
{
    public Guid OrgId { get; init; }
    public Guid AuditId { get; init; }
    public string ActorType { get; init; } = "";
    public string? ActorId { get; init; }
    public IPAddress? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public string RequestId { get; init; } = "";
    public string Action { get; init; } = "";
    public string TargetType { get; init; } = "";
    public string TargetId { get; init; } = "";
    public string Details { get; init; } = "{}";
}

internal sealed class LoadEntity
{
    public Guid ControllerId { get; init; }
    public long Epoch { get; init; }
    public long HeartbeatSeq { get; init; }
    public DateTimeOffset? LastHeartbeatAt { get; init; }
    public int CurrentMeetings { get; init; }
    public int CurrentParticipants { get; init; }
    public string Health { get; init; } = "";
    public DateTimeOffset? DrainDeadline { get; init; }
}
