namespace Ledger.Contracts;

/// <summary>Shares as messages and as values.</summary>
internal static class ShareReading
{
    /// <summary>The value of a message whose form was checked.</summary>
    public static Share Read(this ShareMessage share) => Share.Of(share.Numerator, share.Denominator);

    /// <summary>The message of a value.</summary>
    public static ShareMessage ToMessage(this Share share) => new() { Numerator = share.Numerator, Denominator = share.Denominator };
}
