using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>Another wording of a clock that no law fixes, or whose law nobody has read yet.</summary>
/// <param name="Length">How many units.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="ValidFrom">First day of starts to which it applies.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Reason">Why it is entered.</param>
public sealed record ClockParameter(int Length, ClockUnit Unit, DateOnly? ValidFrom, LegalSource Source, string Reason);

/// <summary>Which clocks may get another wording, and what it must hold.</summary>
/// <remarks>Only what is recalled or a default of the product is a parameter; what was read in the law is changed by a new law and a new version of the program.</remarks>
public static class ClockEditing
{
    /// <summary>Greatest length.</summary>
    public const int MaxLength = 1000;

    /// <summary>The wording that was entered last, or is the latest of the program.</summary>
    public static ClockRule? Latest(ClockBook book, string id) => book.Find(id, DateOnly.MaxValue);

    /// <summary>True where a clock is a parameter.</summary>
    public static bool MayEdit(ClockRule rule) => rule.Source.Provenance is Provenance.Recalled or Provenance.Default;

    /// <summary>The wording that a parameter makes, or why it cannot be.</summary>
    /// <param name="book">The wordings as they stand.</param>
    /// <param name="id">Number of the clock.</param>
    /// <param name="asked">The parameter.</param>
    /// <param name="today">Local day: a wording does not reach back, so that no period that runs gets another length.</param>
    public static (ClockRule? Rule, Refused? Refused) Change(ClockBook book, string id, ClockParameter asked, DateOnly today)
    {
        if (Latest(book, id) is not { } known)
        {
            return (null, new Refused("clock.unknown", "没有这个期限。"));
        }

        if (!MayEdit(known))
        {
            return (null, new Refused(
                "clock.checked", $"「{known.Name}」期限由{known.Source}规定，不是可以调整的参数；法律修改以后由新版本的程序带来新的规定。", known.Source));
        }

        var rule = known with
        {
            Length = asked.Length,
            Unit = asked.Unit,
            ValidFrom = asked.ValidFrom ?? DateOnly.MinValue,
            Source = asked.Source with { Law = StoredText.Normal(asked.Source.Law), Article = StoredText.Normal(asked.Source.Article) },
            OrNextWorkingDay = known.OrNextWorkingDay && asked.Unit == ClockUnit.Hours,
            RollsOver = asked.Unit != ClockUnit.Hours && (known.RollsOver || known.Unit == ClockUnit.Hours),
        };
        ImmutableArray<FieldFault> faults = [.. Faults(known, rule, asked, today)];
        return faults.Length > 0
            ? (null, new Refused("clock.entry", $"有{faults.Length}处填写须更正。", known.Source) { Fields = faults })
            : rule == known ? (null, new Refused("clock.unchanged", $"「{known.Name}」期限没有变化。", known.Source))
            : (rule, null);
    }

    private static IEnumerable<FieldFault> Faults(ClockRule known, ClockRule rule, ClockParameter asked, DateOnly today)
    {
        if (asked.Length is < 1 or > MaxLength)
        {
            yield return new FieldFault("length", $"期限长度须为1至{MaxLength}的整数。");
        }
        else if (asked.Unit == ClockUnit.Date || ClockBook.WhyNotSound(rule) is not null)
        {
            yield return new FieldFault("unit", $"「{known.Name}」期限不能按这个单位计算。");
        }

        if (asked.ValidFrom is not { } from || from < today)
        {
            yield return new FieldFault("validFrom", $"施行日期不得早于今天（{today:yyyy年M月d日}），已经起算的期限不受影响。");
        }

        foreach (var (field, label, text, least) in new[] { ("law", "来源", asked.Source.Law, 1), ("article", "条款", asked.Source.Article, 0), ("reason", "变更理由", asked.Reason, 1) })
        {
            if (StoredText.WhyNot(text) is { } unstorable)
            {
                yield return new FieldFault(field, $"{label}{unstorable}");
            }
            else if (StoredText.Normal(text).Length is var length && (length < least || length > CalendarEditing.MaxText))
            {
                yield return new FieldFault(field, $"{label}须为{least}至{CalendarEditing.MaxText}字，现为{length}字。");
            }
        }

        if (asked.Source is { Provenance: Provenance.Checked, Article.Length: 0 })
        {
            yield return new FieldFault("article", "已核对原文的，须写明条款。");
        }
    }
}
