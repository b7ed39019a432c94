using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Accounts;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>The people of the bureau by user name, read from the accounts and kept until one of them changes; what the register of officers says of them goes before.</summary>
public sealed class StaffRegister(IDbContextFactory<EnforcementDb> databases, StaffChanges changes, LawBook law, TimeProvider time)
{
    // Another node may change an account without telling this one.
    private static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(30);

    private volatile Copy? copy;

    /// <summary>Everybody, by user name.</summary>
    public ImmutableDictionary<string, StaffMember> All => Fresh().Staff;

    /// <summary>Everybody as the accounts have them, without the register of officers.</summary>
    internal ImmutableDictionary<string, StaffMember> OfAccounts => Fresh().Accounts;

    /// <summary>The person of that user name, or null.</summary>
    public StaffMember? Find(string userName) => All.GetValueOrDefault(userName);

    /// <summary>The security stamp of an account that may sign in; null where there is none. A ticket with another stamp is void.</summary>
    internal string? StampOf(string userName) => Fresh().Stamps.GetValueOrDefault(userName);

    private Copy Fresh()
    {
        var version = changes.Version;
        var now = time.GetUtcNow();
        var registers = law.Known.Registers;
        var current = copy;
        if (current is null || current.Version != version || current.Registers != registers || now - current.ReadAt > LongestAge)
        {
            copy = current = Read(version, now, registers);
        }

        return current;
    }

    private Copy Read(int version, DateTimeOffset now, RegisterBook registers)
    {
        using var db = databases.CreateDbContext();
        var accounts = db.Users.AsNoTracking().ToList();
        var roles = (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id select new { held.UserId, role.Name })
            .AsNoTracking().ToList().ToLookup(held => held.UserId, held => held.Name!);
        var people = accounts.ToImmutableDictionary(a => a.UserName!, a => PersonOf(a, a.Disabled ? [] : roles[a.Id]));
        return new Copy(
            version,
            now,
            registers,
            people,
            people.ToImmutableDictionary(person => person.Key, person => RegisteredOfficer.With(person.Value, registers.Latest(RegisterKeys.Officers, person.Key))),
            accounts.ToImmutableDictionary(a => a.UserName!, a => a.SecurityStamp ?? string.Empty));
    }

    private static StaffMember PersonOf(Account account, IEnumerable<string> roles) => new(
        account.UserName!, account.DisplayName, ImmutableSortedSet.CreateRange(StringComparer.Ordinal, roles), account.Unit, account.Credential, account.CredentialFrom, account.CredentialTo)
    {
        LegalQualification = account.LegalQualification,
    };

    private sealed record Copy(
        int Version,
        DateTimeOffset ReadAt,
        RegisterBook Registers,
        ImmutableDictionary<string, StaffMember> Accounts,
        ImmutableDictionary<string, StaffMember> Staff,
        ImmutableDictionary<string, string> Stamps);
}

/// <summary>Counts the changes of accounts and their roles that this node has saved.</summary>
public sealed class StaffChanges : SaveChangesInterceptor
{
    private int version;

    /// <summary>Grows with every change.</summary>
    public int Version => Volatile.Read(ref version);

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Count(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Count(eventData.Context);
        return ValueTask.FromResult(result);
    }

    // A deleted entry is no longer tracked once saved, so every save of a context that knows accounts counts.
    private void Count(DbContext? context)
    {
        if (context?.ChangeTracker.Entries().Any(entry => entry.Entity is Account or IdentityUserRole<string>) == true)
        {
            Interlocked.Increment(ref version);
        }
    }
}
