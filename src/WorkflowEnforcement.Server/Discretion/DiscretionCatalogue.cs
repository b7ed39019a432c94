using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Discretion;

/// <summary>A file of the folder that is no sound table.</summary>
/// <param name="File">Its name.</param>
/// <param name="Kept">The version that is used in its place; null where there was none.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record UnusableTable(string File, DiscretionTable? Kept, ImmutableArray<ModelFault> Faults);

/// <summary>The tables of discretion: those of the folder, and every version that was ever read, which a case may still cite.</summary>
public sealed class DiscretionCatalogue(IDbContextFactory<EnforcementDb> databases, BureauClock clock, ILogger<DiscretionCatalogue> log)
{
    /// <summary>The kind under which versions are kept beside the definitions of procedures.</summary>
    public const string Kind = "discretion";

    /// <summary>The tables as they stand.</summary>
    public DiscretionBook Book { get; private set; } = DiscretionBook.Empty;

    /// <summary>Files that could not be used.</summary>
    public ImmutableArray<UnusableTable> Unusable { get; private set; } = [];

    /// <summary>Reads every file and keeps the versions not yet known. A file with a fault leaves its last sound version in force: a matter does not lose its table by a slip.</summary>
    /// <param name="root">The folder of tables; where it is absent there are none.</param>
    public async Task Read(string root, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var kept = await db.Definitions.Where(row => row.Kind == Kind).OrderBy(row => row.Version).ToListAsync(ct);
        List<DiscretionTable> current = [];
        List<UnusableTable> unusable = [];
        foreach (var file in Directory.Exists(root) ? Directory.GetFiles(root, "*.dmn").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            var (name, bytes) = (Path.GetFileName(file), await Bytes(file, ct));
            if (DiscretionTableReader.Read(bytes) is { Table: { } table })
            {
                current.Add(table);
                Keep(db, kept, name, table, bytes);
                continue;
            }

            var faults = DiscretionTableReader.Read(bytes).Faults;
            var last = kept.Where(row => row.Key == KeyOf(name)).Select(row => DiscretionTableReader.Read(row.Bpmn).Table).LastOrDefault();
            current.AddRange(last is null ? [] : [last]);
            unusable.Add(new UnusableTable(name, last, faults));
            log.LogError("裁量基准 {File} 不可用（{Instead}）：{Faults}", name, last is null ? "没有可沿用的版本" : $"沿用版本 {last.Citation}", string.Join("；", faults.Select(fault => $"{fault.Code} {fault.Element} {fault.Message}")));
        }

        await db.SaveChangesAsync(ct);
        Unusable = [.. unusable];
        Book = new DiscretionBook(current, kept.Select(row => DiscretionTableReader.Read(row.Bpmn).Table).OfType<DiscretionTable>());
        log.LogInformation("已读入裁量基准 {Count} 个", Book.Tables.Length);
    }

    private static string KeyOf(string file) => $"{Kind}/{file}";

    private static async Task<byte[]> Bytes(string file, CancellationToken ct) =>
        new FileInfo(file).Length <= BpmnReader.MaxBytes ? await File.ReadAllBytesAsync(file, ct) : [];

    private void Keep(EnforcementDb db, List<DefinitionRow> kept, string file, DiscretionTable table, byte[] bytes)
    {
        if (kept.Any(row => row.Hash == table.Hash))
        {
            return;
        }

        var row = new DefinitionRow
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Key = KeyOf(file),
            Version = kept.Where(row => row.Key == KeyOf(file)).Select(row => row.Version).DefaultIfEmpty(0).Max() + 1,
            Name = table.Matter.Name,
            Kind = Kind,
            Bpmn = bytes,
            Forms = "{}",
            CreatedAt = clock.Now,
        };
        kept.Add(row);
        db.Definitions.Add(row);
    }
}
