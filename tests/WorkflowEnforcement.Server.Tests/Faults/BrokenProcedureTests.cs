using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Tests.Http;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Faults;

public sealed class BrokenProcedureTests
{
    private const string Head = "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:enf=\"urn:workflow-enforcement:bpmn:1\" id=\"D\" targetNamespace=\"t\">";

    public static TheoryData<string> Broken => ["bad-xml", "unsupported", "dtd", "deep", "huge", "empty", "binary"];

    [Fact]
    public async Task A_server_with_broken_procedures_starts_and_the_others_work()
    {
        await using var server = new ApiServer();
        foreach (var name in Broken.Select(row => row.Data))
        {
            await Write(server, name);
        }

        var watch = Stopwatch.StartNew();
        var officer = await server.User("officer1");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");

        var procedures = (await officer.Get("/api/v1/procedures")).Is(200).Items.ToDictionary(item => item.GetProperty("key").GetString()!);
        Assert.True(procedures["penalty.ordinary"].GetProperty("usable").GetBoolean());
        await server.OpenCase();
        foreach (var name in Broken.Select(row => row.Data))
        {
            var broken = procedures[name];
            Assert.False(broken.GetProperty("usable").GetBoolean());
            var fault = broken.GetProperty("faults").EnumerateArray().First();
            Assert.False(string.IsNullOrWhiteSpace(fault.GetProperty("code").GetString()));
            Assert.False(string.IsNullOrWhiteSpace(fault.GetProperty("message").GetString()));
            (await officer.Post("/api/v1/cases", new { procedure = name, title = "不能立" })).IsProblem(409, "procedure.unusable");
            (await officer.Get($"/api/v1/procedures/{name}/bpmn")).IsProblem(404);
        }

        var unsupported = procedures["unsupported"].GetProperty("faults").EnumerateArray().Single(fault => fault.GetProperty("element").GetString() == "Odd");
        Assert.Equal(4, unsupported.GetProperty("line").GetInt32());
        Assert.True(procedures["bad-xml"].GetProperty("faults")[0].GetProperty("line").GetInt32() > 0);
    }

    [Fact]
    public async Task A_case_stays_on_its_procedure_when_the_folder_breaks_later()
    {
        await using var server = new ApiServer();
        var id = await server.OpenCase();
        await File.WriteAllTextAsync(Path.Combine(server.Workflows, "short", "process.bpmn"), "no longer a flow", ApiServer.Ct);
        await server.Services.GetRequiredService<Server.Storage.ProcedureCatalogue>().Read(server.Workflows, ApiServer.Ct);
        var officer = await server.User("officer1");

        (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "新案" })).IsProblem(409, "procedure.unusable");
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" })).Is(200);
        Assert.Equal(1, (await officer.Get($"/api/v1/cases/{id}")).Json.GetProperty("version").GetInt32());
        Assert.Equal(JsonValueKind.Number, (await officer.Get($"/api/v1/cases/{id}/clocks")).Items[0].GetProperty("daysLeft").ValueKind);
    }

    private static async Task Write(ApiServer server, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Workflows, name)).FullName;
        var bytes = name switch
        {
            "bad-xml" => Encoding.UTF8.GetBytes($"{Head}\n<bpmn:process id=\"p\">\n<oops></bpmn:process></bpmn:definitions>"),
            "unsupported" => Encoding.UTF8.GetBytes(
                $"{Head}\n<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:extensionElements><enf:procedure key=\"unsupported\" kind=\"shared\" law=\"x\"/></bpmn:extensionElements>"
                + "\n<bpmn:startEvent id=\"S\"/>\n<bpmn:complexGateway id=\"Odd\"/>\n<bpmn:endEvent id=\"E\"/>"
                + "<bpmn:sequenceFlow id=\"a\" sourceRef=\"S\" targetRef=\"Odd\"/><bpmn:sequenceFlow id=\"b\" sourceRef=\"Odd\" targetRef=\"E\"/></bpmn:process></bpmn:definitions>"),
            "dtd" => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{Head}<bpmn:process id=\"p\" name=\"&a;\"/></bpmn:definitions>"),
            "deep" => Encoding.UTF8.GetBytes(Deep()),
            "huge" => Encoding.UTF8.GetBytes($"{Head}<!--{new string('x', 20 * 1024 * 1024)}--></bpmn:definitions>"),
            "empty" => [],
            _ => [.. Enumerable.Range(0, 4096).Select(number => (byte)(number * 31 % 256))],
        };
        await File.WriteAllBytesAsync(Path.Combine(folder, "process.bpmn"), bytes, ApiServer.Ct);
    }

    private static string Deep()
    {
        var text = new StringBuilder(Head).Append("<bpmn:process id=\"p\">");
        for (var level = 0; level < 10_000; level++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<bpmn:subProcess id=\"s{level}\">");
        }

        return text.Append(string.Concat(Enumerable.Repeat("</bpmn:subProcess>", 10_000))).Append("</bpmn:process></bpmn:definitions>").ToString();
    }
}
