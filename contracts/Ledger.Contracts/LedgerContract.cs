using System.Collections.Concurrent;
using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The rules of real-estate registration as the chain's contract: the profile in force has one flow per event type. Every
/// rule of a flow runs; an event is refused with all that it failed, each finding with the values that disagree and the
/// records they come from.
/// </summary>
public sealed class LedgerContract : IContract
{
    private readonly FrozenDictionary<uint, Profile> profiles;
    private readonly ConcurrentDictionary<uint, byte[]> ruleSets = new();

    /// <summary>The contract of this build, with all its profiles.</summary>
    public LedgerContract()
        : this(Profiles.All)
    {
    }

    /// <summary>The contract of a build that has these profiles.</summary>
    internal LedgerContract(IEnumerable<Profile> profiles) => this.profiles = profiles.ToFrozenDictionary(profile => profile.Number);

    /// <inheritdoc/>
    public bool Supports(uint profile) => profiles.ContainsKey(profile);

    /// <inheritdoc/>
    public MessageForm FormOf(uint profile) => profiles[profile].Form;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> RuleSetOf(uint profile) => ruleSets.GetOrAdd(profile, static (number, profiles) => RuleSet.HashOf(profiles[number]), profiles);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The profile in force is not among those this build has; the chain asks
    /// <see cref="Supports"/> first.</exception>
    public IReadOnlyList<Finding> Execute(IContractContext context, Event e)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(e);
        if (!profiles.TryGetValue(context.Profile, out var profile))
            throw new NotSupportedException($"This build has no rules of profile {context.Profile}.");
        return profile.Flows.Find(e.Type) is { } flow ? flow.Flow.Execute(context, e, profile, flow) : [Unknown(e, profile)];
    }

    /// <inheritdoc/>
    public bool IsGoverned(uint profile, string eventType)
        => eventType == TablePublication.EventType && profiles.TryGetValue(profile, out var known) && known.Form.Has(eventType);

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Validate(IContractContext context, Event e) => Publication(context, e).Validate();

    /// <inheritdoc/>
    public void Apply(IContractContext context, Event e) => Publication(context, e).Apply();

    private TablePublication Publication(IContractContext context, Event e)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(context, profiles[context.Profile], e);
    }

    private Finding Unknown(Event e, Profile profile)
    {
        var later = profiles.Values.Where(other => other.Number > profile.Number && other.Flows.Find(e.Type) is not null)
            .MinBy(other => other.Number);
        return Judgement.Found(
            Shape.C69,
            Severity.Reject,
            later is null
                ? new("未知的事件类型", "unknown event type")
                : new($"本账本的规则版本 {profile.Number} 尚无此业务，规则版本 {later.Number} 起才有",
                    $"this ledger's rule profile {profile.Number} does not have this act yet; it comes with profile {later.Number}"),
            later is null
                ? new("请使用本账本定义的事件类型", "use an event type that this ledger defines")
                : new($"请待规则版本 {later.Number} 经各部门批准生效后办理", $"wait until the departments have put profile {later.Number} in force"),
            Labels.InEvent(new("事件类型", "event type"), e.Type.Length > 100 ? e.Type[..100] : e.Type, "type"));
    }
}
