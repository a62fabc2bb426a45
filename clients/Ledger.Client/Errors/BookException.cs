namespace Ledger.Client;

/// <summary>The evidence book cannot be opened: another program has it open, it is open to other users, or it is damaged.</summary>
public sealed class BookException : LedgerException
{
    /// <summary>A fault of a book's file.</summary>
    public BookException(string file, string chinese, string english, Exception? inner = null)
        : base($"证据簿 {file}：{chinese}", $"evidence book {file}: {english}", inner) => File = file;

    /// <summary>The book's file.</summary>
    public string File { get; }

    /// <summary>The process that has it open, as far as it is known; null when that is not what is wrong. It is over when that process ends.</summary>
    public string? Holder { get; init; }
}
