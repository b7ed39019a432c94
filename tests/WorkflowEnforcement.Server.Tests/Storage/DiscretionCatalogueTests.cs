using WorkflowEnforcement.Server.Discretion;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class DiscretionCatalogueTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private readonly string folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;

    private string Tables => Path.Combine(folder, "discretion");

    private string File => Path.Combine(Tables, "CF-JN-01.dmn");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_version_that_was_replaced_is_still_found_by_its_hash()
    {
        Copy();
        string first;
        await using (var server = await Start())
        {
            first = server.Get<DiscretionCatalogue>().Book.At("CF-JN-01", Today)!.Hash;
        }

        await Change("一万元以上二万元以下", "10000元以上20000元以下");
        await using (var server = await Start())
        {
            var book = server.Get<DiscretionCatalogue>().Book;
            Assert.NotEqual(first, book.At("CF-JN-01", Today)!.Hash);
            Assert.Equal(first, book.ByHash(first)!.Hash);
            Assert.Single(book.Tables);
        }
    }

    [Fact]
    public async Task A_file_with_a_fault_leaves_its_last_version_in_force_and_is_told_of()
    {
        Copy();
        await using (await Start())
        {
        }

        await Change("<text>(1..3]</text>", "<text>(2..3]</text>");
        await using var server = await Start();
        var catalogue = server.Get<DiscretionCatalogue>();
        var broken = Assert.Single(catalogue.Unusable);
        Assert.Equal(("CF-JN-01.dmn", "discretion.rows"), (broken.File, broken.Faults[0].Code));
        Assert.Same(broken.Kept, catalogue.Book.At("CF-JN-01", Today));
        Assert.Contains(server.Log, line => line.Contains("裁量基准 CF-JN-01.dmn 不可用", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_folder_there_are_no_tables()
    {
        await using var server = await Start();
        Assert.Empty(server.Get<DiscretionCatalogue>().Book.Tables);
    }

    private static Task<TestServer> Start(string folder, string tables) => TestServer.Start(folder: folder, settings: ("Discretion:Root", tables));

    private Task<TestServer> Start() => Start(folder, Tables);

    private void Copy()
    {
        Directory.CreateDirectory(Tables);
        System.IO.File.Copy(Path.Combine(ReadTablesWalkTests.RepositoryRoot(), "discretion", "CF-JN-01.dmn"), File);
    }

    private async Task Change(string written, string changed) =>
        await System.IO.File.WriteAllTextAsync(File, (await System.IO.File.ReadAllTextAsync(File, TestServer.Ct)).Replace(written, changed, StringComparison.Ordinal), TestServer.Ct);
}
