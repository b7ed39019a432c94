using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Documents;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>The registers over a real port: what is entered holds for the next act, and nothing is lost.</summary>
public sealed class RegisterContractTests : IDisposable
{
    private const string Identity = "21100219800101001";

    private static readonly object Members = new { name = "试行的事项", kind = "penalty", law = "节约能源法", article = "第八十二条", tag = "checked", fineMax = "50000" };

    private readonly ApiServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_matter_is_entered_once_and_stands_in_the_list_with_who_entered_it_and_why()
    {
        var legal = await server.User("legalhead");
        var body = new { members = Members, validFrom = "2026-03-02", reason = "权责清单调整。", basedOn = 0 };
        (await Put(await server.User("officer1"), "/api/v1/registers/matters/CF-SX-01", body)).IsProblem(403, "register.editor");
        var entered = (await Put(legal, "/api/v1/registers/matters/CF-SX-01", body, "matter-1")).Is(200).Json;
        Assert.Equal(("试行的事项", 1), (entered.GetProperty("current").GetProperty("members").GetProperty("name").GetString(), entered.GetProperty("current").GetProperty("version").GetInt32()));
        Assert.Equal("权责清单调整。", entered.GetProperty("history")[0].GetProperty("reason").GetString());
        Assert.Single((await Put(legal, "/api/v1/registers/matters/CF-SX-01", body, "matter-1")).Is(200).Json.GetProperty("versions").EnumerateArray());
        (await Put(legal, "/api/v1/registers/matters/CF-SX-01", new { members = Members, validFrom = "2026-03-03", reason = "再改。", basedOn = 0 })).IsProblem(409, "register.changed");
        Assert.Contains((await legal.Get("/api/v1/registers/matters?q=试行")).Is(200).Items, item => item.GetProperty("key").GetString() == "CF-SX-01");

        (await Put(legal, "/api/v1/registers/matters/CF-SX-01", new { validFrom = "2026-03-02", reason = "撤销。" })).Is(200);
        Assert.Empty((await legal.Get("/api/v1/registers/matters?q=试行")).Is(200).Items);
        Assert.Equal(2, (await legal.Get("/api/v1/registers/matters/CF-SX-01")).Is(200).Json.GetProperty("versions").GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_with_an_entry_is_told_at_its_field_and_nothing_is_kept()
    {
        var legal = await server.User("legalhead");
        var wrong = (await Put(legal, "/api/v1/registers/matters/CF-SX-02", new { members = new { name = "某事项", fineMin = "一万" }, validFrom = "2026-03-01", reason = "" })).IsProblem(422, "register.entry").Json.GetProperty("errors");
        Assert.Equal("fineMin kind law reason tag validFrom", string.Join(' ', wrong.EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal)));
        (await legal.Get("/api/v1/registers/matters/CF-SX-02")).IsProblem(404);
        (await Put(legal, "/api/v1/registers/taxes/a", new { reason = "登记。" })).IsProblem(404);
        (await legal.Get("/api/v1/registers/matters?cursor=x")).IsProblem(400);
        (await (await server.User("admin")).Get("/api/v1/registers/parties")).IsProblem(403, "register.editor");
    }

    [Fact]
    public async Task A_citizen_s_number_is_whole_only_for_those_who_keep_the_register()
    {
        var number = Identity + PartyCode.IdentityCheckCharacter(Identity);
        var officer = await server.User("officer1");
        (await Put(officer, $"/api/v1/registers/parties/{number}", new { members = new { name = "某公民", kind = "person", address = "某地", phone = "13800001234" }, reason = "办案登记。" })).Is(200);
        Assert.Equal(number, (await officer.Get("/api/v1/registers/parties")).Is(200).Items.Single().GetProperty("key").GetString());

        var reviewer = await server.User("reviewer");
        var seen = (await reviewer.Get("/api/v1/registers/parties")).Is(200);
        Assert.Equal((PartyCode.Mask(number), PartyCode.Mask("13800001234")), (seen.Items.Single().GetProperty("key").GetString(), seen.Items.Single().GetProperty("members").GetProperty("phone").GetString()));
        Assert.DoesNotContain(number, seen.Text, StringComparison.Ordinal);
        (await reviewer.Get($"/api/v1/registers/parties/{number}")).IsProblem(404);
    }

    [Fact]
    public async Task An_officer_whose_credential_ran_out_cannot_act_from_then_on()
    {
        var id = await server.OpenCase();
        var officer = await server.User("officer1");
        var legal = await server.User("legalhead");
        var carried = (await legal.Get("/api/v1/registers/officers/officer1")).Is(200).Json.GetProperty("current");
        Assert.Equal(0, carried.GetProperty("version").GetInt32());
        (await Put(legal, "/api/v1/registers/officers/officer1", new { members = new { credential = "某证", credentialFrom = "2020-01-01", credentialTo = "2025-12-31" }, reason = "证件到期未换发。" })).Is(200);
        var staff = server.Services.GetRequiredService<Server.Storage.StaffRegister>();
        Assert.False(staff.Find("officer1")!.MayEnforceOn(new DateOnly(2026, 3, 2)));
        Assert.NotEqual(Guid.Empty, id);
        (await officer.Get("/api/v1/registers/officers/officer1")).Is(200);
    }

    private static Task<ApiAnswer> Put(ApiUser user, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return user.Send(request);
    }
}
