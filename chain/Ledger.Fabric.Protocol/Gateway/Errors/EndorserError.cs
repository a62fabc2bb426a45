namespace Ledger.Fabric.Protocol;

/// <summary>What one node, mostly an endorser, said against a call.</summary>
/// <param name="Address">Where it listens, host and port.</param>
/// <param name="MspId">Membership id of its organisation.</param>
/// <param name="Message">Its own words; for a chaincode's refusal with status and message.</param>
public sealed record EndorserError(string Address, string MspId, string Message);
