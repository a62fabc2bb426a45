using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The rules of real-estate registration as the chain's contract: one flow per event type. Every rule of a flow runs; an
/// event is refused with all that it failed, each finding with the values that disagree and the records they come from.
/// </summary>
public sealed class LedgerContract : IContract
{
    private static readonly FrozenDictionary<string, IFlow> Flows = new IFlow[]
    {
        new FirstRegisteredFlow(),
        new MigratedOpenedFlow(),
        new ContractSignedFlow(),
        new ContractFiledFlow(),
        new ContractRevokedFlow(),
        new TaxAssessedFlow(),
        new TaxPaidFlow(),
        new TaxExemptedFlow(),
        new TaxRefundedFlow(),
        new TransferRecordedFlow(),
        new MortgageContractSignedFlow(),
        new MortgageeConsentedFlow(),
        new MortgageeNotifiedFlow(),
        new MortgageRegisteredFlow(),
        new ReleaseInstructedFlow(),
        new MortgageCancelledFlow(),
        new SeizureEnteredFlow(),
        new SeizureRenewedFlow(),
        new SeizureLiftedFlow(),
    }.ToFrozenDictionary(flow => flow.EventType, StringComparer.Ordinal);

    /// <summary>Full names of the event types the contract takes, sorted.</summary>
    public static IReadOnlyList<string> EventTypes { get; } = [.. Flows.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public bool Supports(uint profile) => Profiles.TryGet(profile, out _);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The profile in force is not among those this build has; the chain asks
    /// <see cref="Supports"/> first.</exception>
    public IReadOnlyList<Finding> Execute(IContractContext context, Event e)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(e);
        if (!Profiles.TryGet(context.Profile, out var profile))
            throw new NotSupportedException($"This build has no rules of profile {context.Profile}.");
        if (Flows.TryGetValue(e.Type, out var flow))
            return flow.Execute(context, e, profile);

        var judgement = new Judgement(e.Type, profile, context.TimeMs);
        judgement.Malformed(
            RuleCatalogue.C69,
            new("未知的事件类型", "unknown event type"),
            new("请使用本账本定义的事件类型", "use an event type that this ledger defines"),
            Labels.InEvent(new("事件类型", "event type"), e.Type.Length > 100 ? e.Type[..100] : e.Type, "type"));
        return judgement.Findings;
    }
}
