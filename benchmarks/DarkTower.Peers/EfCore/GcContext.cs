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
