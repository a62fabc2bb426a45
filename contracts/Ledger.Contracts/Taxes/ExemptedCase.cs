using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An exemption with the assessment that it is granted on.</summary>
/// <param name="Event">The event.</param>
/// <param name="Assessed">The assessment, with the pages its rules read.</param>
internal sealed record ExemptedCase(TaxExempted Event, AssessedCase Assessed);
