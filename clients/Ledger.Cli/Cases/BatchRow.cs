using Ledger.Client;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>One application of a counter's batch.</summary>
/// <param name="Line">Line of the file on which it begins, from 1.</param>
/// <param name="Template">The usual application that it is; null where the file names none.</param>
/// <param name="Request">What the file says of it; null where that cannot be read.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
internal sealed record BatchRow(int Line, CaseTemplate? Template, AcceptApplicationRequest? Request, LedgerException? Fault = null);
