using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class CommandRequestTests
{
    private const int Commands = 30;

    private static readonly string Workflows = Path.Combine(ReadTablesWalkTests.RepositoryRoot(), "workflows");

    [Fact]
    public async Task The_hash_by_which_a_repetition_is_known_is_that_of_the_same_JSON_text_as_ever()
    {
        await using var server = await TestServer.Start(settings: ("Workflows:Root", Workflows));
        var walk = new StoredWalk(server, Path.Combine(Workflows, "penalty-ordinary", "scenarios"), seed: 1);
        await walk.Open();
        var (compared, withFacts) = (0, 0);
        for (var count = 0; count < Commands && await walk.Command() is { } command; count++)
        {
            if ((await server.Cases.Run(walk.Id, command, TestServer.Ct)) is { Outcome: Accepted, Repeated: false } && Content(command) is { } content)
            {
                compared++;
                withFacts += command is CompleteTask { Facts.Count: > 0 } ? 1 : 0;
                Assert.Equal(1, server.Count($"SELECT count(*) FROM commands WHERE command_id = '{command.CommandId}' AND hex(request_hash) = '{Hash(walk.Id, command, content)}'"));
            }
        }

        Assert.True(compared > 10 && withFacts > 2, $"Only {compared} commands were compared, {withFacts} with facts");
    }

    private static string Hash(Guid caseId, CaseCommand command, JsonObject content)
    {
        var asked = new JsonObject
        {
            ["actor"] = command.By.Id,
            ["case"] = caseId.ToString("D"),
            ["command"] = command.GetType().Name,
            ["content"] = content,
        };
        if (command.OnBehalfOf is { } represented)
        {
            asked["onBehalfOf"] = represented;
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToJsonString())));
    }

    private static JsonObject? Content(CaseCommand command) => command switch
    {
        ClaimTask c => new() { ["task"] = c.Task },
        ReleaseTask c => new() { ["task"] = c.Task },
        CompleteTask c => new() { ["task"] = c.Task, ["outcome"] = c.Outcome, ["comment"] = c.Comment, ["facts"] = Facts(c) },
        UrgeTask c => new() { ["task"] = c.Task, ["note"] = c.Note },
        ReportDocument c => new() { ["document"] = c.Document.ToString("D"), ["sha256"] = c.Sha256, ["size"] = c.Size, ["template"] = c.Template },
        _ => null,
    };

    private static JsonNode Facts(CompleteTask command)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in command.Facts)
            {
                writer.WritePropertyName(key);
                FeelJson.Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return JsonNode.Parse(buffer.ToArray())!;
    }
}
