namespace Ledger.Network;

/// <summary>
/// How a Fabric network is brought up. What is said to hold is written to its folder at the first start; a later start must not
/// contradict it.
/// </summary>
public sealed record FabricNetworkOptions
{
    /// <summary>Where a Fabric network lies unless said otherwise, below the current folder; ignored by git and MSBuild.</summary>
    public const string DefaultFolder = ".local/fabric";

    /// <summary>Most peers an organisation may have here.</summary>
    public const int MaximumPeers = 2;

    /// <summary>Folder of keys, configuration, data and logs; made when absent.</summary>
    public string Folder { get; init; } = DefaultFolder;

    /// <summary>Genesis of the ledger, the file that the nodes are configured with: what the chaincode is founded on.</summary>
    public required string GenesisFile { get; init; }

    /// <summary>SHA-256 of genesis, 32 bytes. Holds.</summary>
    public required ReadOnlyMemory<byte> GenesisSha256 { get; init; }

    /// <summary>How the orderers agree. Holds.</summary>
    public FabricOrderingService OrderingService { get; init; } = FabricOrderingService.Raft;

    /// <summary>Peers of each organisation, 1 or 2. Holds.</summary>
    public int PeersPerOrganisation { get; init; } = 1;

    /// <summary>How long an orderer waits for more transactions before it cuts a block, at least 1 ms: what a lone transaction waits. Holds.</summary>
    public TimeSpan BatchTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Most transactions of a block. Holds.</summary>
    public int MaxMessageCount { get; init; } = 500;

    /// <summary>Whether nodes of the ledger have followed the channel before, so that it cannot be a new one.</summary>
    public bool LedgerBegun { get; init; }

    /// <summary>What peers and orderers log (<c>FABRIC_LOGGING_SPEC</c>). At info gRPC alone would fill the log.</summary>
    public string LoggingSpec { get; init; } = "info:grpc=error";

    /// <summary>
    /// Folder of Fabric's builder for chaincode as a service, the one that holds <c>bin/</c>: by default what
    /// <c>FABRIC_CCAAS_BUILDER</c> names; null for <c>../builders/ccaas</c> beside the folder of <c>peer</c>, as the release has it.
    /// </summary>
    public string? ChaincodeBuilder { get; init; } = Environment.GetEnvironmentVariable(FabricBinaries.BuilderVariable);

    /// <summary>Folders to look for Fabric's programs in, separated as in <c>PATH</c>, which is the default.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>Dates the certificates between peers and chaincode, and tells whether certificates are valid.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Checks the bounds.</summary>
    /// <exception cref="ArgumentException">A value is out of them; the message names it.</exception>
    internal void Validate()
    {
        Require(GenesisSha256.Length == 32, nameof(GenesisSha256), "32 bytes");
        Require(PeersPerOrganisation is >= 1 and <= MaximumPeers, nameof(PeersPerOrganisation), $"1 to {MaximumPeers}");
        Require(BatchTimeout >= TimeSpan.FromMilliseconds(1), nameof(BatchTimeout), "at least 1 ms");
        Require(MaxMessageCount >= 1, nameof(MaxMessageCount), "at least 1");
    }

    private static void Require(bool condition, string option, string wanted)
    {
        if (!condition)
            throw new ArgumentException($"{option} must be {wanted}.", nameof(option));
    }
}
