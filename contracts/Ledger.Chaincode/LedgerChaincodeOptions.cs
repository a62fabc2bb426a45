using Ledger.Chain;
using Ledger.Contracts;

namespace Ledger.Chaincode;

/// <summary>Which ledger a <see cref="LedgerChaincode"/> serves, and with what.</summary>
public sealed record LedgerChaincodeOptions
{
    /// <summary>What it is committed as unless said otherwise.</summary>
    public const string DefaultName = "ledger";

    /// <summary>The ledger's name.</summary>
    public required string Origin { get; init; }

    /// <summary>SHA-256 of genesis, 32 bytes: a channel is founded on no other.</summary>
    public required byte[] GenesisSha256 { get; init; }

    /// <summary>Name that it is committed under on the channel: a call by any other came through another chaincode.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>The rules.</summary>
    public IContract Contract { get; init; } = new LedgerContract();

    /// <summary>The clock that an envelope's time is compared with at endorsement, and never again.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whose clock it is, for a refusal.</summary>
    public string ClockName { get; init; } = "endorsement";

    /// <summary>Envelopes judged at a time: each holds a thread while it waits for the peer.</summary>
    public int Threads { get; init; } = 64;
}
