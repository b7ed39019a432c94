using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>One evaluation of a table: which rules hit, and what they give together.</summary>
internal sealed class TableRun(FeelRun run, Decision decision, DecisionTable table, ImmutableArray<RuleHit>.Builder hits)
{
    public FeelValue Value()
    {
        var hit = Hits();
        return hit.Count == 0 ? Default() : table.Policy switch
        {
            HitPolicy.Unique => OnlyOne(hit),
            HitPolicy.Any => AllTheSame(hit),
            HitPolicy.First => Single(Row(hit[0])),
            HitPolicy.Priority => Single(ByPriority(Rows(hit))[0]),
            HitPolicy.OutputOrder => run.List([.. ByPriority(Rows(hit)).Select(Single)]),
            HitPolicy.Count => FeelValue.Of(Rows(hit).Count),
            HitPolicy.RuleOrder or HitPolicy.Collect => Listed(hit),
            _ => Aggregated(Listed(hit)),
        };
    }

    private List<TableRule> Hits()
    {
        var inputs = new FeelValue[table.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Input(table.Inputs[i]);
        }

        var hit = new List<TableRule>();
        foreach (var rule in table.Rules)
        {
            run.Spend(1);
            if (Passes(rule, inputs))
            {
                hit.Add(rule);
                hits.Add(new RuleHit(decision.Id, rule.Number, rule.Id));
                if (table.Policy == HitPolicy.First)
                {
                    break;
                }
            }
        }

        return hit;
    }

    private FeelValue Input(TableInput input)
    {
        var value = input.Expression.Root.Evaluate(run);
        if (input.Type is { } type)
        {
            value = type.Conform(run, value)
                ?? throw Failed("input-type", $"input '{input.Label}' to be of type {type.Name}, but it is {FeelFormat.Write(run, value, nested: true)}");
        }

        return value is FeelNull || (input.Allowed?.Root.Passes(run, value) ?? true)
            ? value
            : throw Failed("input-not-allowed", $"input '{input.Label}' to be one of {input.Allowed.Text}, but it is {FeelFormat.Write(run, value, nested: true)}");
    }

    private bool Passes(TableRule rule, FeelValue[] inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (rule.Tests[i] is { } tests && !tests.Root.Passes(run, inputs[i]))
            {
                return false;
            }
        }

        return true;
    }

    private FeelValue[] Row(TableRule rule)
    {
        var row = new FeelValue[table.Outputs.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Output(table.Outputs[i], rule.Results[i], $"rule {rule.Number}");
        }

        return row;
    }

    private FeelValue Output(TableOutput output, FeelExpression? expression, string where)
    {
        var value = expression?.Root.Evaluate(run) ?? FeelValue.Null;
        if (output.Type is { } type)
        {
            value = type.Conform(run, value)
                ?? throw Failed("output-type", $"{where} to give output '{output.Name}' of type {type.Name}, but it gives {FeelFormat.Write(run, value, nested: true)}");
        }

        return value is FeelNull || (output.Allowed?.Root.Passes(run, value) ?? true)
            ? value
            : throw Failed("output-not-allowed", $"{where} to give output '{output.Name}' one of {output.Allowed.Text}, but it gives {FeelFormat.Write(run, value, nested: true)}");
    }

    private List<FeelValue[]> Rows(List<TableRule> hit) => [.. hit.Select(Row)];

    private FeelValue Listed(List<TableRule> hit) => run.List([.. Rows(hit).Select(Single)]);

    private FeelValue Single(FeelValue[] row)
    {
        if (row.Length == 1)
        {
            return row[0];
        }

        var context = FeelContext.Empty;
        for (var i = 0; i < row.Length; i++)
        {
            context = context.With(table.Outputs[i].Name, row[i]);
        }

        return FeelRun.Sized(context);
    }

    private FeelValue Default() => table.Outputs.All(output => output.Default is null)
        ? FeelValue.Null
        : Single([.. table.Outputs.Select(output => Output(output, output.Default, "the default"))]);

    private FeelValue OnlyOne(List<TableRule> hit) => hit.Count == 1
        ? Single(Row(hit[0]))
        : throw Failed("not-unique", $"one rule to hit, but {Numbers(hit)} hit");

    private FeelValue AllTheSame(List<TableRule> hit)
    {
        var rows = Rows(hit);
        return rows.All(row => row.Zip(rows[0]).All(pair => FeelCompare.Same(run, pair.First, pair.Second)))
            ? Single(rows[0])
            : throw Failed("not-any", $"all rules that hit to give the same, but {Numbers(hit)} differ");
    }

    // Sorted without changing the order of those that are alike, so that the earlier rule stays first.
    private List<FeelValue[]> ByPriority(List<FeelValue[]> rows)
    {
        var ranked = rows.OrderBy(_ => 0);
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            if (table.Outputs[i].Priority is { } allowed)
            {
                var column = i;
                ranked = ranked.ThenBy(row => allowed.Root.FirstFor(run, row[column]) ?? allowed.Root.Count);
            }
        }

        return [.. ranked];
    }

    private FeelValue Aggregated(FeelValue list) => FeelFunctions.ByName[table.Policy switch
    {
        HitPolicy.Sum => "sum",
        HitPolicy.Minimum => "min",
        _ => "max",
    }].Apply(run, [list]);

    private static string Numbers(List<TableRule> hit)
    {
        var numbers = hit.Select(rule => rule.Number).ToList();
        return $"rules {string.Join(", ", numbers.Take(numbers.Count - 1))} and {numbers[^1]}";
    }

    private FeelLimitException Failed(string reason, string expected) =>
        DecisionRun.Failed($"decision.{reason}", $"Expected in the table of decision '{decision.Name}' {expected}");
}
