using Ledger.Contracts;

namespace Ledger.Network;

/// <summary>How a local network is made. What is decided here is written to its folder and holds from then on.</summary>
public sealed record LocalNetworkOptions
{
    /// <summary>Where a network lies unless said otherwise, below the current folder; ignored by git and MSBuild.</summary>
    public const string DefaultFolder = ".local/net";

    /// <summary>Folder of certificates, keys, configuration, profiles and data; must not exist.</summary>
    public string Folder { get; init; } = DefaultFolder;

    /// <summary>The ledger's name, <c>&lt;host&gt;/&lt;city&gt;</c>.</summary>
    public string Origin { get; init; } = "ledger.local/dongguan";

    /// <summary>
    /// Orders on Hyperledger Fabric, whose own orderers agree in this way; null: the node of <see cref="Ordering"/> orders.
    /// Needs Fabric's programs, see <see cref="FabricNetworkOptions"/>.
    /// </summary>
    public FabricOrderingService? Fabric { get; init; }

    /// <summary>The department whose node orders, unless Fabric does.</summary>
    public string Ordering { get; init; } = LocalMember.Registration;

    /// <summary>Cosignatures needed, of four: 3 or 4 (2k &gt; n + 1, or all).</summary>
    public int Quorum { get; init; } = LocalMember.Departments.Count;

    /// <summary>First rule profile: the newest unless said otherwise.</summary>
    public uint Profile { get; init; } = Profiles.Newest.Number;

    /// <summary>How long a write waits for the quorum before it answers <i>ordered</i>.</summary>
    public TimeSpan QuorumWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock that dates genesis and certificates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
