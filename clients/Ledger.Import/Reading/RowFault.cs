using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Why a row cannot be read.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Line">Line in that file, from 1.</param>
/// <param name="Reason">The field, the value seen and the value wanted.</param>
internal sealed record RowFault(string File, int Line, Wording Reason);
