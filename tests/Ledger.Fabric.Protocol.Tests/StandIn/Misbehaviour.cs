using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>What the stand-in does wrong on purpose.</summary>
internal sealed class Misbehaviour
{
    /// <summary>Changes the prepared transaction before it is handed to the client.</summary>
    public Func<Envelope, Envelope>? Prepared { get; set; }

    /// <summary>Calls wait for this before they answer.</summary>
    public Task? Gate { get; set; }

    /// <summary>Drops the stream of blocks once, before handing out this block.</summary>
    public ulong? DropBeforeBlock { get; set; }

    /// <summary>Hands out every block twice.</summary>
    public bool RepeatBlocks { get; set; }

    /// <summary>Changes a block before it is handed out.</summary>
    public Func<Block, Block>? Blocks { get; set; }

    /// <summary>Ends streams of blocks with this instead of blocks.</summary>
    public Protos.Status? DeliverStatus { get; set; }

    /// <summary>Refuses submissions as ordering nodes out of reach.</summary>
    public bool OrderingUnavailable { get; set; }

    /// <summary>Endorsements to come that are refused because the peer is at its limit.</summary>
    public int Crowded;

    /// <summary>Drops submissions and says that they are committed.</summary>
    public bool Lies { get; set; }

    /// <summary>A prepared transaction with one part exchanged.</summary>
    public static Envelope Change(Envelope envelope, Action<ChaincodeActionPayload> change)
    {
        var payload = Payload.Parser.ParseFrom(envelope.Payload);
        var transaction = Protos.Transaction.Parser.ParseFrom(payload.Data);
        var action = ChaincodeActionPayload.Parser.ParseFrom(transaction.Actions[0].Payload);
        change(action);
        transaction.Actions[0].Payload = action.ToByteString();
        payload.Data = transaction.ToByteString();
        return new Envelope { Payload = payload.ToByteString() };
    }
}
