namespace Ledger.Network;

/// <summary>The names a department goes by on Fabric.</summary>
/// <param name="Department">E.g. <see cref="LocalMember.Tax"/>.</param>
internal sealed record FabricMember(string Department)
{
    /// <summary>The four departments.</summary>
    public static IReadOnlyList<FabricMember> All { get; } = [.. LocalMember.Departments.Select(member => new FabricMember(member.Department))];

    /// <summary>Its membership of peers and clients, e.g. <c>TaxMSP</c>.</summary>
    public string MspId => $"{Capitalised}MSP";

    /// <summary>Its membership of orderers, e.g. <c>TaxOrdererMSP</c>: apart, so that no orderer's certificate endorses.</summary>
    public string OrdererMspId => $"{Capitalised}OrdererMSP";

    /// <summary>Domain that cryptogen names peers and clients under.</summary>
    public string Domain => $"{Department}.ledger.local";

    /// <summary>Domain that cryptogen names the orderer under.</summary>
    public string OrdererDomain => $"ordering.{Domain}";

    /// <summary>Name of its orderer in this network.</summary>
    public string Orderer => $"orderer.{Department}";

    /// <summary>Name of its chaincode server in this network.</summary>
    public string Chaincode => $"chaincode.{Department}";

    private string Capitalised => string.Concat(char.ToUpperInvariant(Department[0]).ToString(), Department.AsSpan(1));

    /// <summary>Name of one of its peers in this network.</summary>
    public string Peer(int number) => $"peer{number}.{Department}";
}
