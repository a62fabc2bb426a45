namespace Ledger.Chain;

/// <summary>What a governance event would change.</summary>
/// <param name="Concerns">Organisation it is about, whose approval is not needed; null when all are.</param>
/// <param name="OwnSignatureSuffices">That organisation may decide it alone.</param>
/// <param name="Validate">Throws <see cref="GovernanceRefusal"/> when it cannot take effect on the pages as they stand.</param>
/// <param name="Apply">Writes the pages.</param>
internal sealed record GovernanceMeasure(
    string? Concerns,
    bool OwnSignatureSuffices,
    Action<EnvelopeContext> Validate,
    Action<EnvelopeContext> Apply);
