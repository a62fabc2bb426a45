namespace Ledger.Network;

/// <summary>A node's ports.</summary>
/// <param name="Listen">What others reach it on.</param>
/// <param name="Second">A peer: where chaincode it started itself would dial; an orderer: administration; chaincode: 0, none.</param>
/// <param name="Operations">Health and metrics; chaincode: 0, none.</param>
internal sealed record NodePorts(int Listen, int Second, int Operations)
{
    /// <summary>Those in use.</summary>
    public IEnumerable<int> All => new[] { Listen, Second, Operations }.Where(port => port != 0);
}
