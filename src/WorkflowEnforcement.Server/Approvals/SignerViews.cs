using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>The seats of a task as the interface and the page show them.</summary>
public static class SignerViews
{
    /// <summary>All who sign or signed, in the order of their turns; nobody while the task was not touched.</summary>
    public static IReadOnlyList<SignerJson> Of(CaseSetting setting, CaseState state, long task) =>
        Seating.WorkAt(state, task) is { } item
            ? [.. item.Seats.OrderBy(item.RankOf).ThenBy(seat => seat.Id).Select(seat => Of(setting, item, seat))]
            : [];

    /// <summary>Persons whose turn it is.</summary>
    public static IReadOnlyList<string> Due(CaseState state, OpenTask task) =>
        Seating.WorkAt(state, task.Task) is { } item ? [.. item.Due] : task.Holder is { } holder ? [holder] : [];

    private static SignerJson Of(CaseSetting setting, WorkItem item, Seat seat)
    {
        var person = seat.Signature?.Hand.By ?? seat.Person;
        return new SignerJson(
            person,
            person is null ? null : setting.Staff.GetValueOrDefault(person)?.Name ?? person,
            seat.Origin.ToString().ToLowerInvariant(),
            StateOf(item, seat),
            item.RankOf(seat),
            seat.Signature?.Outcome,
            seat.Signature is { } signed ? signed.Note : seat.Opinions.Select(opinion => opinion.Note).LastOrDefault(),
            seat.Signature?.Hand.OnBehalfOf,
            seat.Delegates.Count > 0 ? seat.Delegates[^1] : null);
    }

    private static string StateOf(WorkItem item, Seat seat) =>
        seat.Removed ? "removed"
        : seat.Signature is not null ? "signed"
        : seat.Delegates.Count > 0 ? "delegated"
        : item.IsDue(seat) ? "due"
        : "waiting";
}
