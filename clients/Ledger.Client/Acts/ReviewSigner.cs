using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Signs the review of an application as its reviewer; who accepts it submits both, so that it is recorded at once (即时办结).</summary>
internal static class ReviewSigner
{
    /// <summary>The request with reviewer and signature.</summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="request">The review; reviewer and signature in it do not count.</param>
    /// <param name="application">What is reviewed, in one part, as it will be submitted.</param>
    /// <param name="acceptor">SHA-256 of the certificate of who accepts it.</param>
    /// <param name="reviewer">SHA-256 of the reviewer's certificate.</param>
    /// <param name="key">That certificate's key.</param>
    /// <exception cref="InputException">A field of a request is wrong.</exception>
    public static ReviewCaseRequest Sign(
        string origin, ReviewCaseRequest request, AcceptApplicationRequest application, ReadOnlySpan<byte> acceptor, ReadOnlySpan<byte> reviewer,
        ISigningKey key)
    {
        var signed = request.Clone();
        signed.Reviewer = ByteString.CopyFrom(reviewer);
        signed.Signature = ByteString.CopyFrom(new byte[StaffKey.SignatureLength]);
        var accepted = Build<ApplicationAccepted>(application, acceptor);
        var reviewed = Build<CaseReviewed>(signed, acceptor);
        signed.Signature = ByteString.CopyFrom(key.SignDigest(ReviewSignature.Hash(origin, accepted, acceptor, reviewed)));
        return signed;
    }

    private static TEvent Build<TEvent>(IMessage request, ReadOnlySpan<byte> @operator)
    {
        var nothing = new NothingKnown();
        var scope = new ActScope(nothing, nothing, Day.Last, new byte[32], @operator);
        var built = scope.Build(AskedAct.Alone(request));
        return scope.Faults.Any ? throw new InputException(scope.Faults.All) : (TEvent)built.Body;
    }
}
