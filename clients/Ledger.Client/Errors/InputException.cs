using Ledger.V1;

namespace Ledger.Client;

/// <summary>The request itself is wrong: a field is malformed, missing or out of bounds. Nothing was written.</summary>
public sealed class InputException : LedgerException
{
    /// <summary>A refusal with its failures, at least one.</summary>
    public InputException(IReadOnlyList<InputFailure> failures, Exception? inner = null)
        : base(
            string.Join("；", failures.Select(f => $"{f.Field}：{f.MessageZh}")),
            string.Join("; ", failures.Select(f => $"{f.Field}: {f.MessageEn}")),
            inner) => Failures = failures;

    /// <summary>Which field, why, and what would be right.</summary>
    public IReadOnlyList<InputFailure> Failures { get; }
}
