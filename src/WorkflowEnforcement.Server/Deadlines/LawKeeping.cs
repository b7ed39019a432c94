using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>Who enters a version, when, why, and under which id: repeated, it has one effect and the same answer.</summary>
/// <param name="By">Who enters it.</param>
/// <param name="At">The moment.</param>
/// <param name="CommandId">Id of the command.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record LawEntry(Actor By, DateTimeOffset At, string CommandId, string Reason);

/// <summary>What became of an entry: the number of the version, or the refusal.</summary>
public sealed record LawResult(int Version, Refused? Refused);

/// <summary>Enters versions of calendar years and of parameters of clocks. Nothing is edited in place.</summary>
public sealed class LawKeeping(IDbContextFactory<EnforcementDb> databases, LawBook law, JobBell bell)
{
    private static readonly Refused Reused = new("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。");

    /// <summary>Enters another version of a year and asks for the open clocks to be counted anew.</summary>
    /// <param name="year">The year as it is to be.</param>
    /// <param name="basedOn">Number of the version that the person saw; null where they do not say.</param>
    public async Task<LawResult> Enter(CalendarYear year, int? basedOn, LawEntry entry, CancellationToken ct)
    {
        var hash = Hash(entry, new JsonObject { ["year"] = year.Year, ["official"] = year.Official, ["notice"] = year.Source.ToString(), ["tag"] = year.Source.Provenance.ToString(), ["days"] = Days(year) });
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.CalendarYears.AsNoTracking().FirstOrDefaultAsync(row => row.CommandId == entry.CommandId, ct) is { } earlier)
        {
            return Repeat(earlier, hash);
        }

        var now = await law.At(db, ct);
        var refused = CalendarEditing.WhyNotBy(entry.By)
            ?? (basedOn is { } seen && seen != now.VersionOf(year.Year)
                ? new Refused("calendar.changed", $"{year.Year}年的节假日安排已由他人改为第{now.VersionOf(year.Year)}版，请刷新后重新填写。")
                : CalendarEditing.WhyNot(now.Calendar.Find(year.Year), year, entry.Reason));
        if (refused is not null)
        {
            return new LawResult(0, refused);
        }

        var version = now.NextVersion(year.Year);
        var job = RecountJob.Request(year.Year, version, entry.At);
        db.CalendarYears.Add(new CalendarYearRow
        {
            Year = year.Year,
            Version = version,
            Official = year.Official,
            Notice = StoredText.Normal(year.Source.Law),
            NoticeTag = year.Source.Provenance,
            Reason = StoredText.Normal(entry.Reason),
            EnteredBy = entry.By.Id,
            EnteredByName = entry.By.Name,
            EnteredAt = entry.At,
            CommandId = entry.CommandId,
            RequestHash = hash,
        });
        db.CalendarDays.AddRange(KindsOf(year).Select(day => new CalendarDayRow { Year = year.Year, Version = version, Day = day.Day, Kind = day.Kind }));
        db.Recounts.Add(new RecountRow { Year = year.Year, Version = version, Total = await RecountJob.Touched(db, year.Year).CountAsync(ct) });
        db.JobRequests.Add(job);
        if (await Save(db, ct) is { } overtaken)
        {
            return new LawResult(0, overtaken);
        }

        await transaction.CommitAsync(ct);
        await law.Current(ct);
        bell.Ring([job.Id]);
        return new LawResult(version, null);
    }

    /// <summary>Enters another wording of a clock.</summary>
    /// <param name="clock">Number of the clock.</param>
    /// <param name="asked">The wording.</param>
    public async Task<LawResult> Enter(string clock, ClockParameter asked, LawEntry entry, CancellationToken ct)
    {
        var content = new JsonObject { ["clock"] = clock, ["length"] = asked.Length, ["unit"] = asked.Unit.ToString(), ["from"] = $"{asked.ValidFrom:O}", ["source"] = Whole(asked.Source.ToString()), ["tag"] = asked.Source.Provenance.ToString() };
        var hash = Hash(entry, content);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.ClockWordings.AsNoTracking().FirstOrDefaultAsync(row => row.CommandId == entry.CommandId, ct) is { } earlier)
        {
            return Repeat(earlier, hash);
        }

        if (CalendarEditing.WhyNotBy(entry.By) is { } notAllowed)
        {
            return new LawResult(0, notAllowed);
        }

        var (rule, refused) = ClockEditing.Change((await law.At(db, ct)).Clocks, clock, asked, DateOnly.FromDateTime(entry.At.DateTime));
        if (rule is null)
        {
            return new LawResult(0, refused);
        }

        var version = 1 + await db.ClockWordings.Where(row => row.Clock == rule.Id).Select(row => (int?)row.Version).MaxAsync(ct) ?? 1;
        db.ClockWordings.Add(new ClockWordingRow
        {
            Clock = rule.Id,
            Version = version,
            Length = rule.Length,
            Unit = rule.Unit,
            ValidFrom = rule.ValidFrom,
            Law = rule.Source.Law,
            Article = rule.Source.Article,
            Tag = rule.Source.Provenance,
            Reason = StoredText.Normal(entry.Reason),
            EnteredBy = entry.By.Id,
            EnteredByName = entry.By.Name,
            EnteredAt = entry.At,
            CommandId = entry.CommandId,
            RequestHash = hash,
        });
        if (await Save(db, ct) is { } overtaken)
        {
            return new LawResult(0, overtaken);
        }

        await transaction.CommitAsync(ct);
        await law.Current(ct);
        return new LawResult(version, null);
    }

    // Somebody else was first with this version.
    private static async Task<Refused?> Save(EnforcementDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            return new Refused("calendar.changed", "他人刚刚作了修改，请刷新后重新填写。");
        }
    }

    private static LawResult Repeat(LawRow earlier, byte[] hash) =>
        earlier.RequestHash.AsSpan().SequenceEqual(hash) ? new LawResult(earlier.Version, null) : new LawResult(0, Reused);

    private static IEnumerable<(DateOnly Day, CalendarDayKind Kind)> KindsOf(CalendarYear year) =>
        year.RestDays.Select(day => (day, CalendarDayKind.Rest)).Concat(year.WorkingWeekendDays.Select(day => (day, CalendarDayKind.Work))).Order();

    private static string Days(CalendarYear year) => string.Join(' ', KindsOf(year).Select(day => day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + day.Kind));

    private static byte[] Hash(LawEntry entry, JsonObject content)
    {
        content["actor"] = entry.By.Id;
        content["reason"] = Whole(entry.Reason);
        return SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString()));
    }

    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
