using System.Diagnostics;
using System.Text.Json;

namespace WorkflowEnforcement.Engine.Signing;

/// <summary>Work events as JSON: short, closed and readable by later versions.</summary>
public static class WorkEventJson
{
    /// <summary>Writes one event as an object whose <c>t</c> names its type.</summary>
    public static void Write(Utf8JsonWriter writer, WorkEvent happened)
    {
        writer.WriteStartObject();
        writer.WriteString("t", happened.GetType().Name);
        if (happened is WorkAct act)
        {
            writer.Hand(act.Hand);
            WriteAct(writer, act);
        }
        else
        {
            WriteOther(writer, happened);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The object is of an unknown type, lacks a member or has one too many.</exception>
    public static WorkEvent Read(JsonElement json) => WorkMembers.Read<WorkEvent>(json, of => of.Text("t") switch
    {
        nameof(WorkOpened) => new WorkOpened(of.TextsOrNulls("persons"), of.Flag("inTurn")),
        nameof(WorkDecided) => new WorkDecided(of.Text("outcome"), of.OneOf<Vote>("counts")),
        nameof(WorkSentBack) => new WorkSentBack(of.OptionalText("to")),
        var type => ReadAct(type, of),
    });

    private static void WriteOther(Utf8JsonWriter writer, WorkEvent happened)
    {
        switch (happened)
        {
            case WorkOpened e:
                // A null stands for a seat in the pool.
                writer.Texts("persons", e.Persons!);
                writer.Flag("inTurn", e.InTurn);
                break;
            case WorkDecided e:
                writer.WriteString("outcome", e.Outcome);
                writer.WriteString("counts", e.Counts.ToString());
                break;
            case WorkSentBack e:
                writer.Optional("to", e.To);
                break;
            default:
                throw new UnreachableException($"{happened.GetType().Name} has no JSON form");
        }
    }

    private static void WriteAct(Utf8JsonWriter writer, WorkAct act)
    {
        switch (act)
        {
            case WorkClaimed e:
                writer.WriteNumber("seat", e.Seat);
                break;
            case WorkReleased e:
                writer.WriteNumber("seat", e.Seat);
                break;
            case WorkTransferred e:
                writer.WriteNumber("seat", e.Seat);
                writer.WriteString("to", e.To);
                break;
            case WorkDelegated e:
                writer.WriteNumber("seat", e.Seat);
                writer.WriteString("to", e.To);
                break;
            case WorkHandedBack e:
                writer.WriteNumber("seat", e.Seat);
                writer.WriteString("note", e.Note);
                break;
            case DelegationRecalled e:
                writer.WriteNumber("seat", e.Seat);
                writer.Texts("persons", e.Persons);
                break;
            case SignersAdded e:
                writer.WriteNumber("seat", e.Seat);
                writer.WriteString("position", e.Position.ToString());
                writer.Objects("added", e.Added, added => WriteAdded(writer, added));
                break;
            case SignersRemoved e:
                writer.Numbers("seats", e.Seats);
                break;
            case WorkSigned e:
                writer.WriteNumber("seat", e.Seat);
                writer.WriteString("outcome", e.Outcome);
                writer.WriteString("counts", e.Counts.ToString());
                writer.Optional("note", e.Note);
                break;
            case SignatureTakenBack e:
                writer.WriteNumber("seat", e.Seat);
                break;
            case WorkUrged e:
                writer.Texts("persons", e.Persons);
                writer.Optional("note", e.Note);
                writer.Flag("pool", e.Pool);
                break;
            case CopySent e:
                writer.Texts("persons", e.Persons);
                writer.Optional("note", e.Note);
                break;
            default:
                throw new UnreachableException($"{act.GetType().Name} has no JSON form");
        }
    }

    private static WorkAct ReadAct(string type, WorkMembers of) => type switch
    {
        nameof(WorkClaimed) => new WorkClaimed(of.Number("seat")) { Hand = of.Hand() },
        nameof(WorkReleased) => new WorkReleased(of.Number("seat")) { Hand = of.Hand() },
        nameof(WorkTransferred) => new WorkTransferred(of.Number("seat"), of.Text("to")) { Hand = of.Hand() },
        nameof(WorkDelegated) => new WorkDelegated(of.Number("seat"), of.Text("to")) { Hand = of.Hand() },
        nameof(WorkHandedBack) => new WorkHandedBack(of.Number("seat"), of.Text("note")) { Hand = of.Hand() },
        nameof(DelegationRecalled) => new DelegationRecalled(of.Number("seat"), of.Texts("persons")) { Hand = of.Hand() },
        nameof(SignersAdded) => new SignersAdded(of.Number("seat"), of.OneOf<SignerPosition>("position"), of.Objects("added", ReadAdded)) { Hand = of.Hand() },
        nameof(SignersRemoved) => new SignersRemoved(of.Numbers("seats")) { Hand = of.Hand() },
        nameof(WorkSigned) =>
            new WorkSigned(of.Number("seat"), of.Text("outcome"), of.OneOf<Vote>("counts"), of.OptionalText("note")) { Hand = of.Hand() },
        nameof(SignatureTakenBack) => new SignatureTakenBack(of.Number("seat")) { Hand = of.Hand() },
        nameof(WorkUrged) => new WorkUrged(of.Texts("persons"), of.OptionalText("note")) { Hand = of.Hand(), Pool = of.Flag("pool") },
        nameof(CopySent) => new CopySent(of.Texts("persons"), of.OptionalText("note")) { Hand = of.Hand() },
        _ => throw new FormatException($"Expected a work event, but found type '{type}'"),
    };

    private static void WriteAdded(Utf8JsonWriter writer, AddedSeat added)
    {
        writer.WriteNumber("id", added.Id);
        writer.WriteString("person", added.Person);
        writer.WriteString("standing", added.Standing.ToString());
        writer.Numbers("awaits", added.Awaits);
    }

    private static AddedSeat ReadAdded(WorkMembers of) => new(of.Number("id"), of.Text("person"), of.OneOf<Standing>("standing"), of.Numbers("awaits"));
}
