using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Server.Tests.Http;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Faults;

/// <summary>The program is killed at random moments while it is driven. What it acknowledged must be there, once, and what was asked for must be finished.</summary>
public sealed class KillTests
{
    private const int Rounds = 15;
    private const int Seed = 20260302;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed()
    {
        using var folder = new ChildFolder();
        var random = new Random(Seed);
        var drive = new Drive();
        for (var round = 0; round < Rounds; round++)
        {
            using var server = ChildServer.Start(folder.Path);
            if (round % 5 == 4)
            {
                // In the middle of starting: migration, self-test, taking up what was left.
                await Task.Delay(random.Next(200, 1500), ApiServer.Ct);
                await server.Kill();
                continue;
            }

            await drive.For(server, TimeSpan.FromMilliseconds(random.Next(150, 900)));
        }

        await AwaitTimers(folder);
        using var last = ChildServer.Start(folder.Path);
        await drive.RepeatAll(last);
        await Until(() => folder.Count("SELECT count(*) FROM job_requests WHERE done_at IS NULL") == 0, () => $"documents to be made\n{last.Said}");
        await Until(() => folder.Count("SELECT count(*) FROM timers") == 0, () => $"timers to fire\n{last.Said}");
        await last.Kill();

        Assert.True(drive.Acknowledged.Count >= Rounds, $"Only {drive.Acknowledged.Count} commands were acknowledged");
        CheckLedger(folder);
        CheckEffects(folder, drive);
        CheckDocuments(folder);
    }

    // Those set in the last moment are to be due at the last start, so that it finds them without waiting for the next minute.
    private static async Task AwaitTimers(ChildFolder folder)
    {
        var due = folder.Count("SELECT coalesce(max(due_at), 0) FROM timers");
        await Until(() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > due, () => "the last timer to be due");
    }

    private static async Task Until(Func<bool> holds, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(watch.Elapsed < Patience, $"Waited in vain for {what()}");
            await Task.Delay(50, ApiServer.Ct);
        }
    }

    private static void CheckLedger(ChildFolder folder)
    {
        Assert.Equal("ok", folder.Rows("PRAGMA integrity_check", row => row.GetString(0)).Single());
        var last = new Dictionary<Guid, (int Version, string Leaf)>();
        var seq = 0L;
        foreach (var (stored, body, leaf, command) in folder.Rows(
            "SELECT seq, body, leaf_hash, command_id FROM events ORDER BY seq", row => (row.GetInt64(0), (byte[])row[1], (byte[])row[2], row.GetString(3))))
        {
            var entry = LedgerEntry.Read(body);
            var before = last.GetValueOrDefault(entry.CaseId, (0, string.Empty));
            Assert.Equal(
                (seq, seq, before.Item1 + 1, before.Item2, command),
                (stored, entry.Seq, entry.CaseVersion, entry.PreviousInCase, entry.CommandId));
            Assert.Equal(SHA256.HashData([0, .. body]), leaf);
            last[entry.CaseId] = (entry.CaseVersion, Convert.ToHexStringLower(leaf));
            seq++;
        }

        Assert.Equal(
            folder.Rows("SELECT upper(id), version FROM cases ORDER BY 1", row => (row.GetString(0), row.GetInt32(1))),
            last.Select(pair => (pair.Key.ToString().ToUpperInvariant(), pair.Value.Version)).OrderBy(pair => pair.Item1, StringComparer.Ordinal));
        Assert.Equal(0, folder.Count("SELECT count(*) FROM (SELECT DISTINCT command_id FROM events) e LEFT JOIN commands c USING (command_id) WHERE c.command_id IS NULL"));
    }

    private static void CheckEffects(ChildFolder folder, Drive drive)
    {
        // Every key sent was acknowledged in the end; each has one row of commands and its effect once.
        Assert.Equal(drive.Opened.Count, folder.Count("SELECT count(*) FROM events WHERE type = 'case.opened'"));
        Assert.Equal(drive.Opened.Count, drive.Opened.Values.Distinct().Count());
        Assert.Equal(drive.Acknowledged.Count - drive.Opened.Count, folder.Count("SELECT count(*) FROM events WHERE type = 'task.completed'"));
        Assert.Equal(drive.Acknowledged.Count, folder.Count("SELECT count(*) FROM commands WHERE actor = 'officer1'"));
        Assert.Equal(
            Enumerable.Range(1, drive.Opened.Count).Select(number => (long)number),
            folder.Rows("SELECT number FROM document_numbers WHERE kind <> '不立' ORDER BY number", row => row.GetInt64(0)));
        Assert.Equal(drive.Opened.Count - drive.OpenOnly, folder.Count("SELECT count(*) FROM tasks WHERE element = 'Review'"));
    }

    private static void CheckDocuments(ChildFolder folder)
    {
        var documents = folder.Rows("SELECT sha256, state, number FROM documents", row => (Hash: row.IsDBNull(0) ? null : row.GetString(0), State: row.GetString(1), Number: row.GetString(2)));
        Assert.NotEmpty(documents);
        Assert.All(documents, document =>
        {
            Assert.Equal("Issued", document.State, ignoreCase: true);
            var path = Path.Combine(folder.Path, "data", "blobs", document.Hash![..2], document.Hash[2..4], document.Hash);
            Assert.Equal(document.Hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        });
        Assert.Equal(documents.Count, documents.Select(document => document.Number).Distinct().Count());
        Assert.Equal(documents.Count, folder.Count("SELECT max(number) FROM document_numbers WHERE kind = '不立'"));
    }

    /// <summary>Opens cases and finishes their first task, two at a time, and remembers what was sent and what was answered.</summary>
    private sealed class Drive
    {
        private readonly Lock gate = new();
        private readonly Dictionary<string, (string Path, object Body)> unanswered = [];
        private readonly Dictionary<string, (string Path, object Body, string Answer)> answered = [];
        private string? token;
        private int count;

        public Dictionary<string, Guid> Opened { get; } = [];

        public Dictionary<string, (string Path, object Body, string Answer)> Acknowledged => answered;

        /// <summary>Cases whose first task was not finished.</summary>
        public int OpenOnly => Opened.Count - answered.Keys.Count(key => key.StartsWith("finish", StringComparison.Ordinal));

        public async Task For(ChildServer server, TimeSpan span)
        {
            token ??= await server.SignIn("officer1");
            using var client = await server.Client(token);
            await RepeatUnanswered(client);
            var workers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Work(client), ApiServer.Ct)).ToArray();
            await Task.Delay(span, ApiServer.Ct);
            await server.Kill();
            await Task.WhenAll(workers);
        }

        /// <summary>Sends everything again under its key: the answers must be those of the first time.</summary>
        public async Task RepeatAll(ChildServer server)
        {
            using var client = await server.Client(token);
            await RepeatUnanswered(client);
            foreach (var (key, (path, body, answer)) in answered.ToList())
            {
                Assert.Equal(answer, await Send(client, key, path, body));
            }
        }

        private async Task RepeatUnanswered(HttpClient client)
        {
            foreach (var (key, (path, body)) in unanswered.ToList())
            {
                await Send(client, key, path, body);
            }
        }

        private async Task Work(HttpClient client)
        {
            try
            {
                while (true)
                {
                    var number = Interlocked.Increment(ref count);
                    var opened = $"open-{number}";
                    await Send(client, opened, "/api/v1/cases", new { procedure = "test.numbered", title = $"案件{number}" });
                    Guid id;
                    lock (gate)
                    {
                        id = Opened[opened];
                    }

                    var tasks = await client.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/v1/tasks?scope=mine&case={id}", ApiServer.Ct);
                    var task = tasks.GetProperty("items")[0].GetProperty("id").GetString();
                    await Send(client, $"finish-{number}", $"/api/v1/tasks/{task}/complete", new { outcome = "submit", comment = $"第{number}件" });
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                // The server was killed; what it had not answered is sent again under the same key.
            }
        }

        private async Task<string> Send(HttpClient client, string key, string path, object body)
        {
            lock (gate)
            {
                unanswered[key] = (path, body);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request, ApiServer.Ct);
            var text = await answer.Content.ReadAsStringAsync(ApiServer.Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{key}: {text}");
            lock (gate)
            {
                unanswered.Remove(key);
                answered[key] = (path, body, text);
                if (path == "/api/v1/cases")
                {
                    Opened[key] = System.Text.Json.JsonElement.Parse(text).GetProperty("id").GetGuid();
                }
            }

            return text;
        }
    }
}
