using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A release with the page its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
internal sealed record MortgageReleaseCase(ReleaseInstructed Event, PageView<MortgagePage> Mortgage);
