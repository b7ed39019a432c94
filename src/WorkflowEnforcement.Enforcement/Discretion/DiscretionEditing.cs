using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>What a person may enter as the table of a matter: a sound file, for a matter of the register, from today or a later day on.</summary>
/// <remarks>Nothing is replaced: each file is another version, and cases go by the one of the day of the act.</remarks>
/// <legal>行政处罚法 (2021) art. 34: the benchmarks are published.</legal>
public static partial class DiscretionEditing
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第三十四条");

    /// <summary>True for a person who keeps the register of matters.</summary>
    public static bool MayEdit(Actor person) => RegisterBook.Definition(RegisterKeys.Matters)!.MayEdit(person);

    /// <summary>The table that a file makes, or why it cannot be.</summary>
    /// <param name="registers">The registers as they stand.</param>
    /// <param name="book">The tables as they stand.</param>
    /// <param name="matter">Code of the matter that the person means; empty where the file alone says.</param>
    /// <param name="dmn">The file.</param>
    /// <param name="reason">Why it is entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="today">Local day.</param>
    public static (DiscretionTable? Table, Refused? Refused) Change(
        RegisterBook registers, DiscretionBook book, string matter, ReadOnlyMemory<byte> dmn, string reason, Actor by, DateOnly today)
    {
        if (!MayEdit(by))
        {
            return (null, new Refused("register.editor", $"裁量基准由{string.Join("、", RegisterBook.Definition(RegisterKeys.Matters)!.Editors.Select(Roles.NameOf))}登记，{by.Name}不具有该身份。", Source));
        }

        if (StoredText.WhyNot(reason) is not null || StoredText.Normal(reason).Length is 0 or > RegisterEditing.MaxText)
        {
            return Refusal("reason", $"登记理由须为1至{RegisterEditing.MaxText}字。");
        }

        if (dmn.Length is 0 or > MaxBytes)
        {
            return Refusal("file", dmn.Length == 0 ? "请选择裁量基准文件（DMN）。" : $"文件不得超过{MaxBytes / 1024}KB，现为{dmn.Length / 1024 + 1}KB。");
        }

        var read = DiscretionTableReader.Read(dmn, registers.Matter, proves: true);
        return read.Table is not { } table ? Refusal("file", InWords(read.Faults[0]))
            : matter.Length > 0 && table.Matter.Code != matter ? Refusal("file", $"文件是事项{table.Matter.Code}的裁量基准，不是{matter}的。")
            : table.ValidFrom < today ? Refusal("file", $"文件的施行日期（{table.ValidFrom:yyyy年M月d日}）不得早于今天（{today:yyyy年M月d日}），以前的办理不受影响。")
            : book.ByHash(table.Hash) is not null ? (null, new Refused("register.unchanged", "该文件已经登记，内容没有变化。", Source))
            : (table, null);
    }

    private static (DiscretionTable? Table, Refused? Refused) Refusal(string field, string message) =>
        (null, new Refused("register.entry", message, Source) { Fields = [new FieldFault(field, message)] });

    // One sentence that says what is wrong and where.
    private static string InWords(ModelFault fault)
    {
        var what = fault.Code switch
        {
            "discretion.table" => "须有一个编号为row、命中规则为唯一（U）的决策表",
            "discretion.columns" => "决策表的列须是裁量事实，结果列须有等次、轻重、上下限、其他处理和条文",
            "discretion.about" => "适用说明（about）须写明执法事项名录中有罚款的处罚事项、施行日期、核对情况和来源",
            "discretion.row" => "该行的等次、轻重、罚款上下限和条文须齐全",
            "discretion.statute" => "该行的罚款幅度超出法定幅度",
            "discretion.cell" => "条件只能列出选项或者与数字比较",
            "discretion.rows" => $"各行的条件有重叠或者遗漏，{Situation(fault.Message)}不是恰好适用一行",
            "discretion.unreachable" => "该行永远不会适用",
            "discretion.size" => "条件的组合过多",
            "file.too-large" => "文件过大",
            _ when fault.Code.StartsWith("xml.", StringComparison.Ordinal) => "文件不是可以读取的XML，或者含有不允许的内容（例如DTD）",
            _ => "文件不是可以读取的裁量基准（DMN）",
        };
        var where = (fault.Element, fault.Line) switch
        {
            ({ Length: > 0 } element, > 0) => $"（{element}，第{fault.Line}行）",
            ({ Length: > 0 } element, _) => $"（{element}）",
            (_, > 0) => $"（第{fault.Line}行）",
            _ => string.Empty,
        };
        return $"裁量基准不能使用：{what}{where}。";
    }

    // The check names the facts it tried, for example discretion.months = 1, discretion.history = first.
    private static string Situation(string message)
    {
        var facts = TriedFact().Matches(message).Where(found => FactsDictionary.Official.Knows(found.Groups[1].Value)).Select(found => FactsDictionary.Official[found.Groups[1].Value] is var fact ? $"{fact.Label}为{fact.LabelOf(found.Groups[2].Value)}" : string.Empty).ToList();
        return facts.Count == 0 ? "有的情形" : $"例如{string.Join("、", facts)}时";
    }

    [GeneratedRegex(@"([a-z]+\.[A-Za-z]+) = ([A-Za-z0-9.]+)")]
    private static partial Regex TriedFact();
}
