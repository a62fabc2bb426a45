using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Signs the approval of an exception as its approver; another operator of the department submits it.</summary>
internal static class ApprovalSigner
{
    /// <summary>The request with approver and signature.</summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="request">What is approved; approver and signature in it do not count.</param>
    /// <param name="approver">SHA-256 of the approver's certificate.</param>
    /// <param name="key">The certificate's key.</param>
    /// <exception cref="InputException">A field of the request is wrong.</exception>
    public static ApproveExceptionRequest Sign(string origin, ApproveExceptionRequest request, ReadOnlySpan<byte> approver, ISigningKey key)
    {
        var signed = request.Clone();
        signed.Approver = ByteString.CopyFrom(approver);
        signed.Signature = ByteString.CopyFrom(new byte[StaffKey.SignatureLength]);
        var nothing = new NothingKnown();
        var scope = new ActScope(nothing, nothing, Day.Last, new byte[32], approver);
        var built = scope.Build(AskedAct.Alone(signed));
        if (scope.Faults.Any)
            throw new InputException(scope.Faults.All);
        signed.Signature = ByteString.CopyFrom(key.SignDigest(ExceptionSignature.Hash(origin, (ExceptionApproved)built.Body)));
        return signed;
    }
}
