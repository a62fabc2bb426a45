namespace Ledger.Chain;

/// <summary>Ends the judgement of a governance event with a finding; never leaves <see cref="GovernanceContract"/>.</summary>
internal sealed class GovernanceRefusal(Finding finding) : Exception(finding.MessageEn)
{
    public Finding Finding => finding;
}
