using Microsoft.AspNetCore.Components;

namespace WorkflowEnforcement.Server.Components;

/// <summary>What every field has: a label, a help line, an error, and ids that tie the three together.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Name in the posted form, such as <c>Facts[party.name]</c>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Value { get; set; }

    [Parameter] public bool Required { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Parameter] public string? Help { get; set; }

    /// <summary>What was expected, what was found, what to do: one sentence.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Legal source that stands folded under the field, and what it asks.</summary>
    [Parameter] public string? Basis { get; set; }

    [Parameter] public string? BasisText { get; set; }

    /// <summary>Takes the whole width of the form grid.</summary>
    [Parameter] public bool Wide { get; set; }

    public string Id => IdOf(Name);

    protected string? DescribedBy => string.Join(' ', Parts()) is { Length: > 0 } ids ? ids : null;

    protected string? Invalid => Error is null ? null : "true";

    protected string Control => Error is null ? "form-control" : "form-control is-invalid";

    protected string Select => Error is null ? "form-select" : "form-select is-invalid";

    /// <summary>The id of the field that is posted under <paramref name="name"/>; a problem list links to it.</summary>
    public static string IdOf(string name) => "f-" + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private IEnumerable<string> Parts()
    {
        if (Help is not null)
        {
            yield return $"{Id}-help";
        }

        if (Error is not null)
        {
            yield return $"{Id}-error";
        }
    }
}
