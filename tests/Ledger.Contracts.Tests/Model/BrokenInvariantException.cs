using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ledger.Contracts.Tests;

/// <summary>The ledger took what contradicts an invariant of the book (events.md 12).</summary>
/// <param name="invariant">Which one.</param>
/// <param name="what">What contradicts it.</param>
internal sealed class BrokenInvariantException(int invariant, string what) : Exception($"invariant {invariant}: {what}")
{
    /// <summary>Which one.</summary>
    public int Invariant => invariant;

    /// <summary>Fails unless a condition holds; the text is made only then.</summary>
    public static void Unless(bool holds, int invariant, [InterpolatedStringHandlerArgument(nameof(holds))] ref Text what)
    {
        if (!holds)
            throw new BrokenInvariantException(invariant, what.Made);
    }

    /// <summary>A text that is made only where something does not hold.</summary>
    [InterpolatedStringHandler]
    public ref struct Text
    {
        private DefaultInterpolatedStringHandler inner;

        /// <summary>Begins it.</summary>
        public Text(int literalLength, int formattedCount, bool holds, out bool made)
        {
            made = !holds;
            inner = made ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
        }

        /// <summary>The text.</summary>
        public string Made => inner.ToStringAndClear();

        /// <summary>Words.</summary>
        public void AppendLiteral(string value) => inner.AppendLiteral(value);

        /// <summary>A value.</summary>
        public void AppendFormatted<T>(T value) => inner.AppendFormatted(value);
    }
}
