namespace Ledger.Fabric.Protocol;

/// <summary>What a chaincode answers. All of it is public to the channel once the transaction is committed.</summary>
/// <param name="Status">As in HTTP: below <see cref="ErrorThreshold"/> a success.</param>
/// <param name="Message">For people; mostly empty for a success.</param>
/// <param name="Payload">The result; may be empty.</param>
public sealed record ChaincodeResponse(int Status, string Message, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Status of a success.</summary>
    public const int OkStatus = 200;

    /// <summary>The least status that peers do not endorse.</summary>
    public const int ErrorThreshold = 400;

    /// <summary>Status of a fault in the chaincode.</summary>
    public const int FaultStatus = 500;

    /// <summary>Peers do not endorse it: nothing is written.</summary>
    public bool IsError => Status >= ErrorThreshold;

    /// <summary>A success.</summary>
    /// <param name="payload">The result.</param>
    public static ChaincodeResponse Ok(ReadOnlyMemory<byte> payload = default) => new(OkStatus, "", payload);

    /// <summary>An answer that is not endorsed.</summary>
    /// <param name="status">At least <see cref="ErrorThreshold"/>.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public static ChaincodeResponse Error(int status, string message)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, ErrorThreshold);
        return new(status, message, default);
    }
}
