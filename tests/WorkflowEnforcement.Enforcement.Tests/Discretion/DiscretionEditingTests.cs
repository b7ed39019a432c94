using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Discretion.ShippedTables;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>Tables that people enter: for any matter of the register, from a day on, beside what is there. 行政处罚法 art. 34.</summary>
public sealed class DiscretionEditingTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly RegisterBook Registers = RegisterBook.Official.With([
        new(RegisterKeys.Matters, "CF-SX-01", 1, Today, RegisterEntry.NoValues.AddRange(new Dictionary<string, string>
        {
            ["name"] = "试行的事项", ["kind"] = "penalty", ["law"] = "某条例", ["article"] = "第十条", ["tag"] = "checked", ["fineMin"] = "10000", ["fineMax"] = "50000",
        })),
    ]);

    [Fact]
    public void A_matter_of_the_register_gets_a_table_that_stays_readable_when_the_matter_is_struck()
    {
        var table = Entered(File("CF-SX-01", "2026-03-10"));
        Assert.Equal(("试行的事项", 50000m), (table.Matter.Name, table.Matter.FineMax));
        var struck = Registers.With([new(RegisterKeys.Matters, "CF-SX-01", 2, Today, RegisterEntry.NoValues) { IsStruck = true }]);
        Assert.Equal(table.Hash, DiscretionTableReader.Read(File("CF-SX-01", "2026-03-10"), struck.KnownMatter, proves: false).Table?.Hash);
        Assert.Null(DiscretionTableReader.Read(File("CF-SX-01", "2026-03-10"), struck.Matter, proves: true).Table);
    }

    [Fact]
    public void A_case_goes_by_the_version_of_the_day_and_of_one_day_by_the_later_entry()
    {
        var (first, second) = (Entered(File("CF-JN-01", "2026-03-10")), Entered(File("CF-JN-01", "2026-03-10", "一万元以上")));
        var book = Book.With([first, second]);
        Assert.Equal(Of("CF-JN-01"), book.At("CF-JN-01", new(2026, 3, 9)));
        Assert.Equal(second, book.At("CF-JN-01", new(2026, 3, 10)));
        Assert.Equal(first, book.ByHash(first.Hash));
    }

    [Fact]
    public void What_a_table_asks_for_is_asked_by_every_form_and_nothing_else_of_its_kind()
    {
        var book = Book.With([Entered(File("CF-SX-01", "2026-03-10"))]);
        var facts = CaseState.NoFacts.Add("matter.code", Engine.Conditions.FeelValue.Of("CF-SX-01"));
        (string Key, bool? Hidden)[] expected = [("discretion.months", false), ("discretion.degree", true), ("discretion.grade", true), ("discretion.departure", false), ("party.name", null)];
        Assert.All(expected, field => Assert.Equal(field.Hidden, DiscretionFields.IsHidden(book, facts, field.Key, new(2026, 3, 10))));
        Assert.Null(DiscretionFields.IsHidden(book, facts, "discretion.months", new(2026, 3, 9)));
    }

    [Fact]
    public void Only_who_keeps_the_matters_enters_a_sound_table_that_does_not_reach_back()
    {
        Assert.Equal(["admin", "legalhead"], TestBureau.Staff.Keys.Where(user => Change(File("CF-JN-01", "2026-03-10"), user).Refused is null).Order());
        Assert.Contains("不得早于今天", Change(File("CF-JN-01", "2026-03-01")).Refused!.Message, StringComparison.Ordinal);
        Assert.Contains("512KB", Change(new byte[DiscretionEditing.MaxBytes + 1]).Refused!.Message, StringComparison.Ordinal);
        Assert.Contains("是事项CF-JN-01的裁量基准，不是CF-JN-02的", DiscretionEditing.Change(Registers, Book, "CF-JN-02", File("CF-JN-01", "2026-03-10"), "修订。", By("legalhead"), Today).Refused!.Message, StringComparison.Ordinal);
        Assert.Equal("register.unchanged", DiscretionEditing.Change(Registers, Book.With([Entered(File("CF-JN-01", "2026-03-10"))]), "", File("CF-JN-01", "2026-03-10"), "修订。", By("legalhead"), Today).Refused?.Code);
        Assert.Contains(DiscretionEditing.Change(Registers, Book, "", File("CF-JN-01", "2026-03-10"), " ", By("legalhead"), Today).Refused!.Fields, fault => fault.Key == "reason");
    }

    [Fact]
    public void An_overlap_is_told_with_a_situation_in_which_it_shows()
    {
        var file = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(File("CF-JN-01", "2026-03-10")).Replace("<text>(1..3]</text>", "<text>(2..3]</text>", StringComparison.Ordinal));
        Assert.Matches("^裁量基准不能使用：各行的条件有重叠或者遗漏，例如危害后果为没有危害后果、违法次数为初次违法、逾期月数.*时不是恰好适用一行（row）。$", Change(file).Refused!.Message);
    }

    private static byte[] File(string matter, string from, string words = "一万元以上二万元以下") => Encoding.UTF8.GetBytes(
        Text("CF-JN-01").Replace("matter: \"CF-JN-01\"", $"matter: \"{matter}\"", StringComparison.Ordinal).Replace("2026-01-01", from, StringComparison.Ordinal).Replace("一万元以上二万元以下", words, StringComparison.Ordinal));

    private static DiscretionTable Entered(byte[] file) => Change(file).Table ?? throw new InvalidOperationException(Change(file).Refused?.Message);

    private static (DiscretionTable? Table, Refused? Refused) Change(byte[] file, string by = "legalhead") => DiscretionEditing.Change(Registers, Book, string.Empty, file, "局务会议通过。", By(by), Today);

    private static Actor By(string user) => TestBureau.Actor(TestBureau.Setting, user);
}
