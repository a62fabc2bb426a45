namespace Ledger.Chain;

/// <summary>Ends the judgement of a governance event with findings; never leaves <see cref="GovernanceContract"/>.</summary>
internal sealed class GovernanceRefusal(params IReadOnlyList<Finding> findings) : Exception(findings[0].MessageEn)
{
    public IReadOnlyList<Finding> Findings => findings;
}
