namespace Ledger.Cli;

/// <summary>The decision that put something in force.</summary>
/// <param name="Index">Place of the entry with the last approval.</param>
/// <param name="Entry">Its leaf hash.</param>
/// <param name="Proposal">What was proposed and who approved; null where the ledger has no such proposal.</param>
internal sealed record Decision(ulong Index, byte[] Entry, ProposalPage? Proposal);
