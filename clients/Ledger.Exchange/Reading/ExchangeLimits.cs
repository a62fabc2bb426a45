namespace Ledger.Exchange;

/// <summary>What a file may hold.</summary>
public static class ExchangeLimits
{
    /// <summary>Largest file in bytes.</summary>
    public const int LargestFile = 32 * 1024 * 1024;

    /// <summary>Largest row in characters; of an attachment the file's own bound counts.</summary>
    public const int LargestRow = 1024 * 1024;

    /// <summary>Deepest element; a message has four levels.</summary>
    public const int Deepest = 64;
}
