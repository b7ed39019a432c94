using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The register of written delegations: what its entries add up to.</summary>
/// <param name="Proxies">All delegations, in the order in which they were entered.</param>
public sealed record ProxyRegister(ImmutableArray<WrittenProxy> Proxies)
{
    /// <summary>No delegation.</summary>
    public static readonly ProxyRegister Empty = new([]);

    /// <summary>The register after one more entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="hash">Hash of the entry as it is stored, lower-case hex.</param>
    public ProxyRegister After(ProxyEntry entry, string hash) => entry switch
    {
        ProxyGranted granted => new(Proxies.Add(granted.Written with { Entry = hash })),
        ProxyRevoked revoked when Find(revoked.Proxy) is { } found =>
            new(Proxies.Replace(found, found with { Revoked = new ProxyRevocation(revoked.By, revoked.At, revoked.Reason) })),
        _ => throw new ArgumentException($"Expected an entry of this register, but found {entry}", nameof(entry)),
    };

    /// <summary>The delegation of that id, or null.</summary>
    public WrittenProxy? Find(Guid id) => Proxies.FirstOrDefault(proxy => proxy.Id == id);

    /// <summary>The delegations by which a person may act for others on a local day.</summary>
    public IEnumerable<WrittenProxy> InForceFor(string person, DateOnly day) =>
        Proxies.Where(proxy => proxy.Proxy.Id == person && proxy.StateOn(day) == ProxyState.InForce);

    /// <summary>The delegations by which others may act for a person on a local day.</summary>
    public IEnumerable<WrittenProxy> InForceOf(string grantor, DateOnly day) =>
        Proxies.Where(proxy => proxy.Grantor.Id == grantor && proxy.StateOn(day) == ProxyState.InForce);
}
