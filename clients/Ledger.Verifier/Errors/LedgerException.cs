namespace Ledger.Verifier;

/// <summary>What every fault of this library derives from; tells people in both languages.</summary>
public abstract class LedgerException : Exception
{
    /// <summary>A fault with its texts.</summary>
    protected LedgerException(string chinese, string english, Exception? inner = null)
        : base(english, inner)
    {
        Chinese = chinese;
        English = english;
    }

    /// <summary>What went wrong and what to do, in Chinese.</summary>
    public string Chinese { get; }

    /// <summary>The same in English.</summary>
    public string English { get; }
}
