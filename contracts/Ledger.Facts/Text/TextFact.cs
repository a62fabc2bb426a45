using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>An identifier that is its canonical text: equal when the texts are.</summary>
/// <typeparam name="TSelf">The identifier.</typeparam>
public abstract record TextFact<TSelf>
    where TSelf : TextFact<TSelf>, IFact<TSelf>
{
    private protected TextFact(string text) => Text = text;

    private protected string Text { get; }

    /// <summary>Reads the canonical spelling.</summary>
    /// <exception cref="FactFormatException">The text is another one.</exception>
    [SuppressMessage("Design", "CA1000", Justification = "Called by the identifier's own name, as in UnitCode.Parse.")]
    public static TSelf Parse(string text) => TSelf.TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>The canonical text.</summary>
    public sealed override string ToString() => Text;
}
