using Ledger.Facts;

namespace Ledger.Import;

/// <summary>What one owner gives.</summary>
/// <param name="Owner">The owner as the ledger has it.</param>
/// <param name="Given">Share of the whole that it gives.</param>
/// <param name="Kept">Share of the whole that it keeps; zero when it gives all.</param>
internal sealed record SoldPart(HeldShare Owner, Share Given, Share Kept);
