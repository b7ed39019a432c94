using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Discretion;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>What stands beside a fine while it is entered.</summary>
public sealed class FineNoteTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly string[] Entered = ["proposed.fine", "discretion.months", "discretion.history", "discretion.consequence"];
    private static readonly FormDefinition Form = new("Form", [.. Entered.Select(key => new FormField(key, "textfield", key, string.Empty, false, false, [], [], string.Empty, string.Empty, 100))]);

    [Fact]
    public async Task What_is_typed_but_not_yet_handed_in_decides_the_row()
    {
        var note = Note(await Setting(), "proposed.fine", ("discretion.months", "2"), ("discretion.consequence", "none"), ("proposed.fine", "1"));
        Assert.Equal("裁量基准第4行（一般）：20,000元以上35,000元以下", note!.Source);
        Assert.StartsWith("逾期超过一个月", note.Text, StringComparison.Ordinal);
        Assert.Contains("CF-JN-01（自2026年1月1日起施行", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_other_fields_and_in_flows_that_never_ask_nothing_stands()
    {
        Assert.Null(Note(await Setting(), "discretion.months", ("discretion.months", "2"), ("discretion.consequence", "none")));
        Assert.Null(Note(await Setting(), "proposed.fine", ("discretion.months", "2")));
    }

    private static FineNote? Note(CaseSetting setting, string key, params (string Key, string Value)[] typed)
    {
        var known = FormEntries.Known(Form, CaseState.NoFacts.AddRange(typed.Select(entry => KeyValuePair.Create(entry.Key, (FeelValue)FeelValue.Of(entry.Value)))));
        return DiscretionViews.Note(setting, State(), Form, known, key, Today);
    }

    private static CaseState State() => new()
    {
        Procedure = "test.short",
        Definition = string.Empty,
        ClueNumber = string.Empty,
        Title = string.Empty,
        Unit = string.Empty,
        OpenedBy = "officer1",
        OpenedAt = default,
        Version = 1,
        Facts = CaseState.NoFacts.SetItem("matter.code", FeelValue.Of("CF-JN-01")),
    };

    private static async Task<CaseSetting> Setting()
    {
        var root = ReadTablesWalkTests.RepositoryRoot();
        var flow = await File.ReadAllTextAsync(Path.Combine(root, "tests", "WorkflowEnforcement.Server.Tests", "Storage", "workflows", "short", "process.bpmn"), TestServer.Ct);
        var table = DiscretionTableReader.Read(await File.ReadAllBytesAsync(Path.Combine(root, "discretion", "CF-JN-01.dmn"), TestServer.Ct)).Table!;
        return new CaseSetting
        {
            Procedure = ProcedureReader.Read(Encoding.UTF8.GetBytes(flow), new Dictionary<string, ReadOnlyMemory<byte>>()).Definition!,
            Staff = System.Collections.Immutable.ImmutableDictionary<string, StaffMember>.Empty,
            Numbers = NumberRegister.Empty,
            AgencyWord = "辽太工信",
            Discretion = new DiscretionBook([table], []),
        };
    }
}
