using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>A procedure as its folder holds it.</summary>
/// <param name="Folder">Name of its folder in <c>workflows/</c>.</param>
/// <param name="Key">Key; the folder's name where the flow cannot be read.</param>
/// <param name="Version">Version within the key, from 1; 0 where it is unusable.</param>
/// <param name="Definition">The definition; null where it is unusable.</param>
/// <param name="Faults">What is wrong with it, each with its place; empty where it is usable.</param>
public sealed record ProcedureEntry(string Folder, string Key, int Version, ProcedureDefinition? Definition, ImmutableArray<ModelFault> Faults)
{
    /// <summary>Name as drawn; the folder's name where the flow cannot be read.</summary>
    public string Name => Definition?.Name ?? Folder;
}

/// <summary>The procedures a case can be opened on, and every definition a running case may still stand on.</summary>
public sealed class ProcedureCatalogue(IDbContextFactory<EnforcementDb> databases, BureauClock clock, ILogger<ProcedureCatalogue> log)
{
    private readonly ConcurrentDictionary<string, ProcedureDefinition> byHash = new(StringComparer.Ordinal);
    private ImmutableArray<ProcedureEntry> all = [];

    /// <summary>All procedures of the folder, usable or not, by folder name.</summary>
    public IReadOnlyList<ProcedureEntry> All => all;

    /// <summary>The definition on which a new case of that procedure opens; null where there is none or it is unusable.</summary>
    public ProcedureDefinition? Current(string key) => all.FirstOrDefault(entry => entry.Key == key && entry.Definition is not null)?.Definition;

    /// <summary>A definition by its hash, the old ones too.</summary>
    /// <exception cref="InvalidOperationException">It was never stored, or what is stored can no longer be read.</exception>
    public ProcedureDefinition ByHash(string hash) => byHash.GetOrAdd(hash, Stored);

    /// <summary>Reads every folder and stores the definitions not yet known.</summary>
    /// <param name="root">The folder of procedures; where it is absent there are none.</param>
    public async Task Read(string root, CancellationToken ct)
    {
        var entries = ImmutableArray.CreateBuilder<ProcedureEntry>();
        var paths = Directory.Exists(root) ? Directory.GetDirectories(root).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var folders = paths.Select(path => new ProcedureFolder(path)).Where(folder => folder.HasFlow).Select(Files).ToList();
        var library = new ProcedureLibrary(folders.Select(folder => folder.Source).OfType<ProcedureSource>());
        foreach (var (folder, source, unreadable) in folders)
        {
            var entry = source is null ? Unusable(folder, [unreadable!]) : await Read(folder, source, library.CalledBy(source), entries, ct);
            entries.Add(entry);
            foreach (var fault in entry.Faults)
            {
                log.LogError("流程 {Folder} 不可用：{Code} {Element} 第{Line}行 {Message}", entry.Folder, fault.Code, fault.Element, fault.Line, fault.Message);
            }
        }

        all = entries.ToImmutable();
        log.LogInformation("已读入流程 {Usable} 个，不可用 {Broken} 个", all.Count(e => e.Definition is not null), all.Count(e => e.Definition is null));
    }

    private static (ProcedureFolder Folder, ProcedureSource? Source, ModelFault? Unreadable) Files(ProcedureFolder folder)
    {
        try
        {
            return (folder, folder.Read(), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (folder, null, new ModelFault("procedure.unreadable", null, 0, fault.Message));
        }
    }

    private async Task<ProcedureEntry> Read(
        ProcedureFolder folder, ProcedureSource source, IReadOnlyList<ProcedureSource> called, IEnumerable<ProcedureEntry> earlier, CancellationToken ct)
    {
        var read = ProcedureReader.Read(source, called);
        if (read.Definition is not { } definition)
        {
            return Unusable(folder, read.Faults);
        }

        if (earlier.FirstOrDefault(entry => entry.Key == definition.Key) is { } other)
        {
            return Unusable(folder, [new ModelFault("procedure.twice", null, 0, $"Expected the key {definition.Key} once, but {other.Folder} has it too")]);
        }

        if (CaseElements.Check(definition) is { IsEmpty: false } notYet)
        {
            return Unusable(folder, notYet);
        }

        byHash[definition.Hash] = definition;
        return new ProcedureEntry(folder.Name, definition.Key, await Store(definition, source, called, ct), definition, []);
    }

    private static ProcedureEntry Unusable(ProcedureFolder folder, ImmutableArray<ModelFault> faults) => new(folder.Name, folder.Name, 0, null, faults);

    private async Task<int> Store(
        ProcedureDefinition definition, ProcedureSource source, IReadOnlyList<ProcedureSource> called, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Definitions.SingleOrDefaultAsync(d => d.Hash == definition.Hash, ct) is { } known)
        {
            return known.Version;
        }

        var version = (await db.Definitions.Where(d => d.Key == definition.Key).MaxAsync(d => (int?)d.Version, ct) ?? 0) + 1;
        db.Definitions.Add(new DefinitionRow
        {
            Hash = definition.Hash,
            Key = definition.Key,
            Version = version,
            Name = definition.Name,
            Kind = definition.Kind,
            Bpmn = source.Bpmn.ToArray(),
            Forms = StoredProcedure.Pack(source, called),
            CreatedAt = clock.Now,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return version;
    }

    private ProcedureDefinition Stored(string hash)
    {
        using var db = databases.CreateDbContext();
        var row = db.Definitions.AsNoTracking().SingleOrDefault(d => d.Hash == hash)
            ?? throw new InvalidOperationException($"Expected the definition {hash} to be stored, but it is not");
        var read = StoredProcedure.Read(row);
        return read.Definition is { } definition && definition.Hash == hash
            ? definition
            : throw new InvalidOperationException($"Expected the stored definition {hash} to be readable, but found: {read.Faults.FirstOrDefault()?.Message}");
    }
}
