using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>登记来件: what comes from outside is entered by whom the drawing names, once, and only while the flow waits for it; and a procedure that is called goes on within the case.</summary>
public sealed class MessageContractTests
{
    private const string Head = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test">""";

    private const string Caller = $"""
        {Head}<message id="m" name="撤回申请"/>
        <process id="Caller" name="收件" isExecutable="true"><extensionElements><enf:procedure key="test.caller" kind="licensing"/></extensionElements>
          <startEvent id="s"><extensionElements><enf:assignment roles="clerk"/></extensionElements></startEvent>
          <userTask id="Receive" name="收件登记"><extensionElements><enf:stage>启动</enf:stage><enf:purpose>登记。</enf:purpose><enf:assignment roles="clerk"/><enf:outcome key="done" label="登记"/></extensionElements></userTask>
          <callActivity id="Call" name="归档" calledElement="test.called"/>
          <boundaryEvent id="Withdrawn" name="申请人撤回申请" attachedToRef="Call"><extensionElements><enf:basis law="行政许可法" article="第三十二条"/><enf:assignment roles="clerk"/></extensionElements><messageEventDefinition messageRef="m"/></boundaryEvent>
          <endEvent id="e"/><endEvent id="e2"/>
          <sequenceFlow id="f1" sourceRef="s" targetRef="Receive"/><sequenceFlow id="f2" sourceRef="Receive" targetRef="Call"/><sequenceFlow id="f3" sourceRef="Call" targetRef="e"/><sequenceFlow id="f4" sourceRef="Withdrawn" targetRef="e2"/>
        </process></definitions>
        """;

    private const string Called = $"""
        {Head}<process id="Called" name="归档" isExecutable="true"><extensionElements><enf:procedure key="test.called" kind="shared"/></extensionElements>
          <startEvent id="cs"/>
          <userTask id="Keep" name="立卷归档"><extensionElements><enf:stage>归档</enf:stage><enf:purpose>归档。</enf:purpose><enf:assignment roles="archivist" distinctFrom="officers"/><enf:outcome key="kept" label="归档"/></extensionElements></userTask>
          <endEvent id="ce"/>
          <sequenceFlow id="c1" sourceRef="cs" targetRef="Keep"/><sequenceFlow id="c2" sourceRef="Keep" targetRef="ce"/>
        </process></definitions>
        """;

    [Fact]
    public async Task What_a_case_waits_for_is_listed_and_taken_from_who_may_enter_it_and_from_nobody_else()
    {
        await using var server = await Server();
        var id = await AtTheCall(server);
        var (clerk, director) = (await server.User("clerk"), await server.User("director"));

        var waiting = Assert.Single((await clerk.Get($"/api/v1/cases/{id}/messages")).Is(200).Items);
        Assert.Equal(("Withdrawn", "申请人撤回申请", "《行政许可法》第三十二条"), (Text(waiting, "element"), Text(waiting, "name"), waiting.GetProperty("basis")[0].GetString()));
        Assert.Empty((await director.Get($"/api/v1/cases/{id}/messages")).Is(200).Items);
        (await director.Post($"/api/v1/cases/{id}/messages/Withdrawn", new { })).IsProblem(403, "task.role");
        (await clerk.Post($"/api/v1/cases/{id}/messages/Receive", new { })).IsProblem(409, "message.not-awaited");
        (await clerk.Post($"/api/v1/cases/{id}/messages/Withdrawn", new { comment = new string('长', 2001) })).IsProblem(422, "message.comment");
        (await clerk.Post($"/api/v1/cases/{id}/messages/Withdrawn", new { facts = new { colour = "red" } })).IsProblem(422, "facts.invalid");
        (await clerk.Post($"/api/v1/cases/{Guid.NewGuid()}/messages/Withdrawn", new { })).IsProblem(404, "not-found");

        (await clerk.Post($"/api/v1/cases/{id}/messages/Withdrawn", new { comment = "书面撤回。" })).Is(200);
        (await clerk.Post($"/api/v1/cases/{id}/messages/Withdrawn", new { })).IsProblem(409, "case.ended");
        var line = (await clerk.Get($"/api/v1/cases/{id}/timeline")).Items.Single(entry => Text(entry, "type") == "message.received");
        Assert.Equal("登记「申请人撤回申请」", Text(line, "text"));
    }

    [Fact]
    public async Task The_task_of_a_called_procedure_is_done_in_the_case_that_calls_it()
    {
        await using var server = await Server();
        var id = await AtTheCall(server);
        var archivist = await server.User("archivist");

        Assert.Equal("Keep", Text(Assert.Single((await archivist.Get($"/api/v1/tasks?scope=claimable&case={id}")).Is(200).Items), "elementId"));
        (await archivist.Post($"/api/v1/tasks/{await server.TaskOf(id, "Keep")}/complete", new { outcome = "kept" })).Is(200);
        Assert.Equal("ended", Text((await archivist.Get($"/api/v1/cases/{id}")).Is(200).Json, "state"));
        (await archivist.Post("/api/v1/cases", new { procedure = "test.called", title = "归档" })).IsProblem(409, "case.shared");
    }

    [Fact]
    public async Task A_stored_definition_is_read_again_with_what_it_calls()
    {
        await using var server = await Server();
        var id = await AtTheCall(server);
        var before = server.Services.GetRequiredService<ProcedureCatalogue>().Current("test.caller")!;

        await File.WriteAllTextAsync(Path.Combine(server.Workflows, "called", "process.bpmn"), Called.Replace("label=\"归档\"", "label=\"入库\"", StringComparison.Ordinal), ApiServer.Ct);
        var catalogue = ActivatorUtilities.CreateInstance<ProcedureCatalogue>(server.Services);
        await catalogue.Read(server.Workflows, ApiServer.Ct);

        Assert.NotEqual(before.Hash, catalogue.Current("test.caller")!.Hash);
        Assert.Equal("归档", catalogue.ByHash(before.Hash).Steps["Keep"].Outcomes[0].Label);
        Assert.Equal("入库", catalogue.Current("test.caller")!.Steps["Keep"].Outcomes[0].Label);
        Assert.Equal(before.Hash, (await server.Services.GetRequiredService<CaseStore>().Load(id, ApiServer.Ct))!.State.Definition);
    }

    private static async Task<ApiServer> Server()
    {
        var server = new ApiServer();
        foreach (var (name, flow) in new[] { ("caller", Caller), ("called", Called) })
        {
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(server.Workflows, name)).FullName, "process.bpmn"), flow, ApiServer.Ct);
        }

        return server;
    }

    private static async Task<Guid> AtTheCall(ApiServer server)
    {
        var clerk = await server.User("clerk");
        var id = (await clerk.Post("/api/v1/cases", new { procedure = "test.caller", title = "某公司申请作业许可" })).Is(201).Json.GetProperty("id").GetGuid();
        (await clerk.Post($"/api/v1/tasks/{await server.TaskOf(id, "Receive")}/complete", new { outcome = "done" })).Is(200);
        return id;
    }

    private static string Text(System.Text.Json.JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
