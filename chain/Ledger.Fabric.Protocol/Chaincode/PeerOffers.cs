using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>What a peer offered in READY beyond the old protocol; a limit of 0 is no offer.</summary>
/// <param name="WriteBatch">Most records in one WRITE_BATCH_STATE.</param>
/// <param name="ReadBatch">Most keys in one GET_STATE_MULTIPLE.</param>
internal sealed record PeerOffers(int WriteBatch, int ReadBatch)
{
    // A peer that offers without naming a limit is taken to bear at least this many.
    private const int UnnamedLimit = 100;

    public static PeerOffers None { get; } = new(0, 0);

    /// <summary>Reads a READY's payload. What cannot be read is no offer: the old protocol does without.</summary>
    public static PeerOffers Read(ByteString payload)
    {
        try
        {
            var offers = ChaincodeAdditionalParams.Parser.ParseFrom(payload);
            return new(Limit(offers.UseWriteBatch, offers.MaxSizeWriteBatch), Limit(offers.UseGetMultipleKeys, offers.MaxSizeGetMultipleKeys));
        }
        catch (InvalidProtocolBufferException)
        {
            return None;
        }
    }

    private static int Limit(bool offered, uint limit) => (offered, limit) switch
    {
        (false, _) => 0,
        (_, 0) => UnnamedLimit,
        _ => (int)Math.Min(limit, int.MaxValue),
    };
}
