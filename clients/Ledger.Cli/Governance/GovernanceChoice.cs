namespace Ledger.Cli;

/// <summary>How a governance act is to be run.</summary>
/// <param name="DryRun">Only judge.</param>
/// <param name="Yes">Ask nobody.</param>
/// <param name="Anew">Send a new request whatever was asked before.</param>
internal sealed record GovernanceChoice(bool DryRun, bool Yes, bool Anew);
