using System.Diagnostics;
using System.Text.Json;

namespace WorkflowEnforcement.Engine.Signing;

/// <summary>A work item as JSON, for snapshots and pages; closed like <see cref="WorkEventJson"/>.</summary>
public static class WorkItemJson
{
    /// <summary>Writes one item as an object.</summary>
    public static void Write(Utf8JsonWriter writer, WorkItem item)
    {
        writer.WriteStartObject();
        writer.Objects("seats", item.Seats, seat => Write(writer, seat));
        writer.Objects("copies", item.Copies, copy => Write(writer, copy));
        writer.Object("urges", item.Urges, urges => Write(writer, urges));
        writer.Object("verdict", item.Verdict, verdict => Write(writer, verdict));
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, WorkItem)"/> wrote.</summary>
    /// <exception cref="FormatException">A member is missing, left over or of another kind, or a seat names a seat that is not there.</exception>
    public static WorkItem Read(JsonElement json)
    {
        var item = WorkMembers.Read(json, of => new WorkItem
        {
            Seats = of.Objects("seats", ReadSeat),
            Copies = of.Objects("copies", copy => new WorkCopy(copy.Text("person"), copy.OptionalText("note"), copy.Hand())),
            Urges = of.Object("urges", urges => new Urges(urges.Number("count"), urges.Hand())),
            Verdict = of.Object("verdict", ReadVerdict),
        });
        ExpectNumbered(item.Seats);
        return item;
    }

    private static void Write(Utf8JsonWriter writer, Seat seat)
    {
        writer.WriteNumber("id", seat.Id);
        writer.Optional("person", seat.Person);
        writer.OptionalTexts("rightsOf", seat.RightsOf);
        writer.Flag("fromPool", seat.FromPool);
        writer.WriteString("origin", seat.Origin.ToString());
        writer.WriteString("standing", seat.Standing.ToString());
        if (seat.AddedFor is { } adder)
        {
            writer.WriteNumber("addedFor", adder);
        }

        writer.Object("addedBy", seat.AddedBy, writer.Hand);
        writer.Numbers("awaits", seat.Awaits);
        writer.Texts("delegates", seat.Delegates);
        writer.Objects("opinions", seat.Opinions, opinion => Write(writer, opinion));
        writer.Object("signature", seat.Signature, signature => Write(writer, signature));
        writer.Flag("removed", seat.Removed);
    }

    private static Seat ReadSeat(WorkMembers of) => new()
    {
        Id = of.Number("id"),
        Person = of.OptionalText("person"),
        RightsOf = of.OptionalTexts("rightsOf"),
        FromPool = of.Flag("fromPool"),
        Origin = of.OneOf<SeatOrigin>("origin"),
        Standing = of.OneOf<Standing>("standing"),
        AddedFor = of.OptionalNumber("addedFor"),
        AddedBy = of.Object("addedBy", hand => hand.Hand()),
        Awaits = of.Numbers("awaits"),
        Delegates = of.Texts("delegates"),
        Opinions = of.Objects("opinions", opinion => new Opinion(opinion.Text("note"), opinion.Hand())),
        Signature = of.Object("signature", ReadSignature),
        Removed = of.Flag("removed"),
    };

    private static void Write(Utf8JsonWriter writer, Signature signature)
    {
        writer.WriteString("outcome", signature.Outcome);
        writer.WriteString("counts", signature.Counts.ToString());
        writer.Optional("note", signature.Note);
        writer.Hand(signature.Hand);
        writer.WriteNumber("order", signature.Order);
    }

    private static Signature ReadSignature(WorkMembers of) =>
        new(of.Text("outcome"), of.OneOf<Vote>("counts"), of.OptionalText("note"), of.Hand(), of.Number("order"));

    private static void Write(Utf8JsonWriter writer, Opinion opinion)
    {
        writer.WriteString("note", opinion.Note);
        writer.Hand(opinion.Hand);
    }

    private static void Write(Utf8JsonWriter writer, WorkCopy copy)
    {
        writer.WriteString("person", copy.Person);
        writer.Optional("note", copy.Note);
        writer.Hand(copy.Hand);
    }

    private static void Write(Utf8JsonWriter writer, Urges urges)
    {
        writer.WriteNumber("count", urges.Count);
        writer.Hand(urges.Last);
    }

    private static void Write(Utf8JsonWriter writer, Verdict verdict)
    {
        writer.WriteString("t", verdict.GetType().Name);
        switch (verdict)
        {
            case Decided v:
                writer.WriteString("outcome", v.Outcome);
                writer.WriteString("counts", v.Counts.ToString());
                break;
            case GoBack v:
                writer.Optional("to", v.To);
                break;
            default:
                throw new UnreachableException($"{verdict.GetType().Name} has no JSON form");
        }
    }

    private static Verdict ReadVerdict(WorkMembers of) => of.Text("t") switch
    {
        nameof(Decided) => new Decided(of.Text("outcome"), of.OneOf<Vote>("counts")),
        nameof(GoBack) => new GoBack(of.OptionalText("to")),
        var type => throw new FormatException($"Expected a verdict, but found type '{type}'"),
    };

    private static void ExpectNumbered(ValueList<Seat> seats)
    {
        for (var at = 0; at < seats.Count; at++)
        {
            if (seats[at].Id != at + 1 || seats[at].AddedFor > seats.Count || seats[at].Awaits.Any(id => id > seats.Count))
            {
                throw new FormatException($"Expected seat {at + 1} to be numbered so and to name only seats of the item, but it does not");
            }
        }
    }
}
