using System.Text.Json.Serialization;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>代理: whom the actor represented, and the written delegation he relied on, so that the record says all of it without the register.</summary>
/// <param name="Id">User name of the person represented.</param>
/// <param name="Name">Name as shown then.</param>
/// <param name="Proxy">Id of the delegation in the register.</param>
/// <param name="Number">Number of the written delegation (委托书文号).</param>
/// <param name="From">First day on which it holds, included.</param>
/// <param name="Until">Last day on which it holds, included.</param>
/// <param name="Entry">Hash of its entry in the register, lower-case hex: an entry that was changed later disagrees with it.</param>
/// <legal>职责规则 D13 (系统默认规则): 代签 shows both names.</legal>
public sealed record Represented(string Id, string Name, Guid Proxy, string Number, DateOnly From, DateOnly Until, string Entry)
{
    /// <summary>A hand and whom it acted for, as both names are shown: 乙（代甲）.</summary>
    public static string BothNames(string name, Represented? represented) => represented is null ? name : $"{name}（代{represented.Name}）";
}

/// <summary>Something that a person does in a case, for himself or by proxy.</summary>
public abstract record PersonalAct : CaseEvent
{
    /// <summary>The person represented; null where the actor acted for himself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Represented? OnBehalfOf { get; init; }
}
