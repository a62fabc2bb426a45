using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>A file named on the command line cannot be used.</summary>
internal sealed class FileFault(string file, string chinese, string english, Exception? inner = null)
    : LedgerException($"{file}：{chinese}", $"{file}: {english}", inner);
