using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Why a file cannot be read as a message.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1; 0 when the whole file is meant.</param>
/// <param name="Text">What is wrong and what to do; no value that may tell about people.</param>
public sealed record ExchangeFault(string File, int Line, Wording Text)
{
    /// <summary>The fault with its place, in both languages.</summary>
    public Wording Placed => Line == 0
        ? new($"{File}：{Text.Chinese}", $"{File}: {Text.English}")
        : new($"{File}第{Line}行：{Text.Chinese}", $"{File}, line {Line}: {Text.English}");

    /// <inheritdoc/>
    public override string ToString() => Placed.English;
}
