namespace Ledger.Client;

/// <summary>A profile, or a file it names, cannot be used.</summary>
public sealed class ProfileException : LedgerException
{
    /// <summary>A fault of one file.</summary>
    public ProfileException(string file, string chinese, string english, Exception? inner = null)
        : base($"配置 {file}：{chinese}", $"profile {file}: {english}", inner) => File = file;

    /// <summary>The file at fault.</summary>
    public string File { get; }
}
