using System.Security.Cryptography;
using System.Text;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What the approver of an exception signs: the approval without its act, which holds the hash of the request that carries the signature.</summary>
public static class ExceptionSignature
{
    /// <summary>
    /// SHA-256 of <c>"ledger.v1.ExceptionApproved\n"</c>, the ledger's name with a line feed, and the approval in its one encoding without act
    /// and signature: what is approved on one ledger is approved on no other.
    /// </summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="approval">The approval; not changed.</param>
    public static byte[] Hash(string origin, ExceptionApproved approval)
    {
        ArgumentNullException.ThrowIfNull(approval);
        var rest = approval.Clone();
        rest.Act = null;
        rest.Signature = Google.Protobuf.ByteString.Empty;
        return SHA256.HashData([.. "ledger.v1.ExceptionApproved\n"u8, .. Encoding.UTF8.GetBytes(origin), (byte)'\n', .. Canonical.Encode(rest)]);
    }
}
