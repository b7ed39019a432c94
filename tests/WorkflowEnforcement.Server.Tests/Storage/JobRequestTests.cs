using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using WorkflowEnforcement.Server.Storage.Rows;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class JobRequestTests
{
    [Fact]
    public async Task A_document_that_is_asked_for_rings_after_the_commit_and_is_made_once()
    {
        var work = new Work();
        await using var server = await work.Start();
        var id = await server.OpenCase();
        await server.Complete(id, "Register", "officer1", "submit");
        var document = (await server.Cases.Load(id, TestServer.Ct))!.State.Documents.Single();

        var rung = Assert.Single(work.Rung);
        var requests = server.Get<JobRequests>();
        await requests.Run(rung, TestServer.Ct);
        await requests.Run(rung, TestServer.Ct);

        Assert.Equal([(id, document.Id)], work.Done);
        Assert.NotNull((await Row(server, rung)).DoneAt);
    }

    [Fact]
    public async Task A_request_that_fails_is_tried_five_times_at_growing_distance_and_then_stays_visible()
    {
        var work = new Work { Fails = true };
        await using var server = await work.Start();
        var id = await server.OpenCase();
        await server.Complete(id, "Register", "officer1", "submit");
        var rung = work.Rung.Single();
        var requests = server.Get<JobRequests>();

        var triedAfter = new List<int>();
        for (var minute = 0; minute < 120; minute++)
        {
            work.Rung.Clear();
            await requests.PickUp(TestServer.Ct);
            if (work.Rung.Count > 0)
            {
                await requests.Run(rung, TestServer.Ct);
                triedAfter.Add(minute);
            }

            server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(5, triedAfter.Count);
        Assert.True(triedAfter[4] - triedAfter[3] > triedAfter[1] - triedAfter[0]);
        var row = await Row(server, rung);
        Assert.Equal((5, null), (row.Attempts, row.DoneAt));
        Assert.Contains("the printer is on fire", row.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_do_not_do_one_request_at_once()
    {
        var work = new Work();
        await using var server = await work.Start();
        var id = await server.OpenCase();
        await server.Complete(id, "Register", "officer1", "submit");
        var rung = work.Rung.Single();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => server.Get<JobRequests>().Run(rung, TestServer.Ct))));

        Assert.Single(work.Done);
    }

    [Fact]
    public async Task A_request_under_way_when_the_server_ended_is_taken_up_at_the_next_start()
    {
        var work = new Work();
        await using var server = await work.Start();
        var id = await server.OpenCase();
        await server.Complete(id, "Register", "officer1", "submit");
        var rung = work.Rung.Single();
        server.Sql($"UPDATE job_requests SET attempts = 1, not_before = {server.Now.AddMinutes(5).ToUnixTimeMilliseconds()}");
        var requests = server.Get<JobRequests>();

        await requests.Run(rung, TestServer.Ct);
        Assert.Empty(work.Done);
        await requests.FreeAbandoned(TestServer.Ct);
        await requests.Run(rung, TestServer.Ct);

        Assert.Single(work.Done);
    }

    [Fact]
    public async Task A_document_whose_incident_is_resolved_is_asked_for_again()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        await server.Complete(id, "Register", "officer1", "submit");
        var request = (await Requests(server)).Single();
        await server.Get<JobRequests>().Run(request.Id, TestServer.Ct); // the test server makes no documents and says so
        var incident = (await server.Cases.Load(id, TestServer.Ct))!.State.Incidents.Single();

        await server.Cases.Run(
            id,
            new ResolveCaseIncident(incident.Id, InFlow: false, "已补充模板") { By = server.Person("unithead"), At = server.Now, CommandId = "resolve" },
            TestServer.Ct);

        Assert.Equal("document.no-maker", incident.Code);
        Assert.Equal([incident.Document.ToString(), incident.Document.ToString()], (await Requests(server)).Select(row => row.Subject));
    }

    private static async Task<JobRequestRow> Row(TestServer server, Guid id)
    {
        await using var db = server.Db();
        return await db.JobRequests.SingleAsync(row => row.Id == id, TestServer.Ct);
    }

    private static async Task<List<JobRequestRow>> Requests(TestServer server)
    {
        await using var db = server.Db();
        return await db.JobRequests.OrderBy(row => row.CreatedAt).ToListAsync(TestServer.Ct);
    }

    private sealed class Work
    {
        public List<Guid> Rung { get; } = [];

        public List<(Guid Case, Guid Document)> Done { get; } = [];

        public bool Fails { get; init; }

        public Task<TestServer> Start() => TestServer.Start(services: services =>
        {
            services.AddSingleton(new JobBell(Rung.AddRange));
            services.AddSingleton<DocumentWork>(Make);
        });

        private Task Make(Guid caseId, Guid documentId, CancellationToken ct)
        {
            lock (Done)
            {
                Done.Add((caseId, documentId));
            }

            return Fails ? Task.FromException(new IOException("the printer is on fire")) : Task.CompletedTask;
        }
    }
}
