using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>An entry of the register as it is stored: its place, the hash of the entry before it, and what it says.</summary>
/// <param name="Place">Place in the register, from 1.</param>
/// <param name="Previous">Hash of the entry before it, lower-case hex; empty for the first.</param>
/// <param name="Entry">The entry.</param>
public sealed record StoredProxyEntry(long Place, string Previous, ProxyEntry Entry);

/// <summary>Entries of the register as canonical JSON. Each carries the hash of the one before it, so that none can be changed or left out unseen.</summary>
public static class ProxyEntryJson
{
    private const string Granted = "proxy.granted";
    private const string Revoked = "proxy.revoked";

    /// <summary>The canonical bytes of an entry.</summary>
    /// <exception cref="FormatException">A text cannot be put into the record's form.</exception>
    public static byte[] Write(StoredProxyEntry stored)
    {
        var body = stored.Entry switch
        {
            ProxyGranted granted => Of(granted.Written),
            ProxyRevoked revoked => new JsonObject { ["proxy"] = revoked.Proxy.ToString("D"), ["reason"] = revoked.Reason },
            _ => throw new ArgumentException($"Expected a known entry, but found {stored.Entry.GetType().Name}", nameof(stored)),
        };
        body["type"] = stored.Entry is ProxyGranted ? Granted : Revoked;
        body["place"] = stored.Place;
        body["previous"] = stored.Previous;
        body["by"] = Of(stored.Entry.By);
        body["at"] = stored.Entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        return CanonicalJson.Write(body);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and nothing else.</summary>
    /// <exception cref="FormatException">The bytes are not those that would be written.</exception>
    public static StoredProxyEntry Read(byte[] utf8)
    {
        try
        {
            var json = CanonicalJson.Read(utf8);
            var (by, at) = (Person(json, "by"), DateTimeOffset.Parse(LawData.Text(json, "at"), CultureInfo.InvariantCulture));
            ProxyEntry entry = LawData.Text(json, "type") switch
            {
                Granted => new ProxyGranted(Written(json, by, at)),
                Revoked => new ProxyRevoked(Guid.Parse(LawData.Text(json, "proxy")), LawData.Text(json, "reason"), by, at),
                var other => throw new FormatException($"Expected a known type of entry, but found {other}"),
            };
            var stored = new StoredProxyEntry(LawData.Number(json, "place"), LawData.Text(json, "previous"), entry);
            return Write(stored).AsSpan().SequenceEqual(utf8) ? stored : throw new FormatException("Expected the form in which an entry is written");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Expected an entry of the register, but {fault.Message}", fault);
        }
    }

    /// <summary>Hash of stored bytes, lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> utf8) => Convert.ToHexStringLower(LedgerHash.Leaf(utf8));

    private static JsonObject Of(WrittenProxy written) => new()
    {
        ["id"] = written.Id.ToString("D"),
        ["grantor"] = Of(written.Grantor),
        ["proxy"] = Of(written.Proxy),
        ["procedures"] = Of(written.Procedures),
        ["roles"] = Of(written.Roles),
        ["signedOn"] = Of(written.SignedOn),
        ["from"] = Of(written.From),
        ["until"] = Of(written.Until),
        ["number"] = written.Number,
        ["title"] = written.Title,
    };

    private static WrittenProxy Written(JsonElement json, NamedPerson by, DateTimeOffset at) => new()
    {
        Id = Guid.Parse(LawData.Text(json, "id")),
        Grantor = Person(json, "grantor"),
        Proxy = Person(json, "proxy"),
        Procedures = Texts(json, "procedures"),
        Roles = Texts(json, "roles"),
        SignedOn = LawData.Date(json, "signedOn"),
        From = LawData.Date(json, "from"),
        Until = LawData.Date(json, "until"),
        Number = LawData.Text(json, "number"),
        Title = LawData.Text(json, "title"),
        EnteredBy = by,
        EnteredAt = at,
    };

    private static JsonObject Of(NamedPerson person) => new() { ["id"] = person.Id, ["name"] = person.Name };

    private static JsonArray Of(ValueList<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static NamedPerson Person(JsonElement json, string name)
    {
        var person = LawData.Member(json, name, JsonValueKind.Object);
        return new NamedPerson(LawData.Text(person, "id"), LawData.Text(person, "name"));
    }

    private static ValueList<string> Texts(JsonElement json, string name) =>
        [.. LawData.Member(json, name, JsonValueKind.Array).EnumerateArray().Select(text => text.GetString() ?? throw new FormatException($"Expected texts in {name}"))];
}
