namespace Ledger.Import;

/// <summary>A line of a file as it lies there.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Without its end; of one that is too long only its beginning.</param>
/// <param name="IsTooLong">It is longer than <see cref="LineReader.LargestLine"/> characters.</param>
internal readonly record struct PhysicalLine(int Number, string Text, bool IsTooLong);
