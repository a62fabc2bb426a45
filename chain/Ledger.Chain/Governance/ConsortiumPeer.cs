using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>One department's peer as the ledger knows it.</summary>
public sealed class ConsortiumPeer
{
    internal ConsortiumPeer(PeerKeys keys)
    {
        Organisation = keys.Organisation;
        LogKey = VerifierKey.Parse(keys.LogKey);
        CosignerKey = VerifierKey.Parse(keys.CosignerKey);
        CoseKey = keys.CoseKey.ToByteArray();
    }

    /// <summary>Organisation that runs it.</summary>
    public string Organisation { get; }

    /// <summary>Key of its log signature, type 0x01.</summary>
    public VerifierKey LogKey { get; }

    /// <summary>Key of its cosignatures, type 0x04.</summary>
    public VerifierKey CosignerKey { get; }

    /// <summary>SubjectPublicKeyInfo of its COSE key; empty when it has none.</summary>
    public byte[] CoseKey { get; }
}
