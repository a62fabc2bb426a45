using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// A value with one canonical spelling. <see cref="TryParse(string?, out TSelf, out FormatError?)"/> accepts that spelling and nothing else; what people
/// type goes through <see cref="Canonicalize"/> first, at the edge of a service.
/// </summary>
public interface IFact<TSelf>
    where TSelf : IFact<TSelf>
{
    /// <summary>What the value is called, for errors and forms.</summary>
    static abstract Wording Name { get; }

    /// <summary>Reads the canonical spelling.</summary>
    /// <param name="text">Text to read; null counts as empty.</param>
    /// <param name="value">The value when the result is true.</param>
    /// <param name="error">What was wrong, and where, when the result is false.</param>
    static abstract bool TryParse(string? text, [MaybeNullWhen(false)] out TSelf value, [NotNullWhen(false)] out FormatError? error);

    /// <summary>Reads the canonical spelling as a city writes it; of most values all cities have the same.</summary>
    /// <param name="text">Text to read; null counts as empty.</param>
    /// <param name="grammar">The city's grammar.</param>
    /// <param name="value">The value when the result is true.</param>
    /// <param name="error">What was wrong, and where, when the result is false.</param>
    static virtual bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out TSelf value, [NotNullWhen(false)] out FormatError? error)
        => TSelf.TryParse(text, out value, out error);

    /// <summary>Turns what people type into the canonical spelling as far as that loses nothing; the result may still be invalid.</summary>
    static virtual string Fold(string text) => Canonicalize.Fold(text);
}
